"""Jobs and their answers as lines of text and as JSON."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from probatum.cli.printing import printable, status_text
from probatum.cli.verdict_json import verdict_fields
from probatum.client import Job, JobAnswer


def job_text(job: Job) -> Text:
    """One line: id, state, progress, and when it was or will be done."""
    line = f"{job.id}  {job.state:<9}  {job.answered}/{job.total}  created {_local(job.created_at)}"
    if job.finished_at:
        line += f"  finished {_local(job.finished_at)}"
    elif job.estimated_finish_at:
        line += f"  done about {_local(job.estimated_finish_at)}"
    return Text(f"{line}  {printable(job.request_id)}")


def job_fields(job: Job) -> dict[str, object]:
    """A job as JSON; times in UTC."""
    return {
        "job": job.id,
        "request_id": job.request_id,
        "state": str(job.state),
        "total": job.total,
        "answered": job.answered,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at and job.finished_at.isoformat(),
        "estimated_finish_at": job.estimated_finish_at and job.estimated_finish_at.isoformat(),
    }


def answer_text(answer: JobAnswer, total: int) -> Text:
    """One line: number, status, id, and what was judged."""
    number = f"{answer.sequence:>{len(str(total))}}/{total}  "
    status = status_text(str(answer.verdict.status))
    return Text.assemble(number, status, f"  {printable(answer.id)}  {printable(answer.verdict.claim)}")


def answer_fields(answer: JobAnswer) -> dict[str, object]:
    """An answer as JSON."""
    return {
        "sequence": answer.sequence,
        "index": answer.index,
        "id": answer.id,
        "message": answer.verdict.message,
        **verdict_fields(answer.verdict),
    }


def _local(moment: datetime) -> str:
    return moment.astimezone().isoformat(" ", "seconds")
