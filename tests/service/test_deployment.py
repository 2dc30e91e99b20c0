"""The files of deploy/: parsed, and held against the settings and commands that they use."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from probatum.cli.app import app
from probatum.service.config import ServerConfig
from probatum.service.settings import load_config

DEPLOY = Path(__file__).parents[2] / "deploy"
SETTINGS = {field.name for field in dataclasses.fields(ServerConfig)}


def _documents(path: Path) -> list[Any]:
    return list(YAML(typ="safe").load_all(path))


def _kubernetes(file: str = "probatum.yaml") -> dict[str, Any]:
    documents = _documents(DEPLOY / "kubernetes" / file)
    assert all(document["apiVersion"] and document["metadata"]["name"] for document in documents)
    return {document["kind"]: document for document in documents}


@pytest.mark.parametrize(
    "path", sorted(path for path in DEPLOY.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_variables_are_settings(path: Path) -> None:
    for name in re.findall(r"PROBATUM_SERVE_(\w+)", path.read_text()):
        assert name.lower() in SETTINGS or name == "NAME"


def test_the_example_of_settings_is_one() -> None:
    config = load_config(DEPLOY / "probatum.toml")
    assert config.is_secured


def test_commands_are_commands() -> None:
    command: Any = get_command(app)
    serve = {option for parameter in command.commands["serve"].params for option in parameter.opts}
    assert {"--config", "--host"} <= serve
    assert "--server" in {
        option for each in command.commands["admin"].commands["health"].params for option in each.opts
    }
    for path in (DEPLOY / "Dockerfile", *(DEPLOY / "kubernetes").glob("*.yaml")):
        assert re.search(r'"probatum", "admin", "health", "--server"', path.read_text())


def test_the_image_is_not_roots_and_is_built_of_what_there_is() -> None:
    lines = re.sub(r"\\\n", " ", (DEPLOY / "Dockerfile").read_text()).splitlines()
    instructions = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    known = {"FROM", "ARG", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK"}
    assert {name for name, _ in instructions} <= known | {"ENTRYPOINT", "CMD"}
    assert ["USER", "10001"] in instructions
    for name, rest in instructions:
        if name == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (DEPLOY.parent / source).exists()


def test_compose_has_two_servers_on_one_database() -> None:
    (compose,) = _documents(DEPLOY / "compose.yaml")
    services = compose["services"]
    assert set(services) == {"first", "second", "database"}
    for name in ("first", "second"):
        server = services[name]
        assert server["read_only"]
        assert server["cap_drop"] == ["ALL"]
        assert (DEPLOY / server["build"]["context"] / server["build"]["dockerfile"]).resolve().exists()
        assert server["environment"]["PROBATUM_SERVE_DATABASE"].startswith("postgresql://")
        for volume in server["volumes"]:
            source = volume.partition(":")[0]
            assert source in ("./tls", "./tokens") or (DEPLOY / source).exists()


def test_kubernetes_objects_fit_together() -> None:
    objects = _kubernetes()
    assert set(objects) == {"ConfigMap", "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy"}
    pod = objects["Deployment"]["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    labels = pod["metadata"]["labels"]
    assert objects["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert objects["Service"]["spec"]["selector"] == labels
    assert objects["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert pod["spec"]["securityContext"]["runAsNonRoot"]
    settings = tomllib.loads(objects["ConfigMap"]["data"]["probatum.toml"])
    config = ServerConfig(**settings)
    assert config.is_secured
    assert pod["spec"]["terminationGracePeriodSeconds"] > config.drain_grace_s
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert config.listen.endswith(f":{ports['grpc']}")
    assert config.metrics_listen.endswith(f":{ports['metrics']}")
    for file in (config.tls_certificate, config.tokens):
        assert any(file.startswith(mount["mountPath"]) for mount in container["volumeMounts"])


def test_the_ray_cluster_and_its_servers_fit_together() -> None:
    objects = _kubernetes("ray-cluster.yaml")
    assert set(objects) == {"ConfigMap", "RayCluster", "Deployment", "Service", "NetworkPolicy"}
    config = ServerConfig(**tomllib.loads(objects["ConfigMap"]["data"]["probatum.toml"]))
    assert (config.engine, config.ray_address, config.is_secured) == ("ray", "auto", True)
    cluster, deployment = objects["RayCluster"]["spec"], objects["Deployment"]["spec"]
    pod = deployment["template"]
    (server,) = pod["spec"]["containers"]
    head, (judges,) = cluster["headGroupSpec"], cluster["workerGroupSpecs"]
    # KubeRay names the head's service after the cluster.
    assert f"--address={objects['RayCluster']['metadata']['name']}-head-svc:6379 --num-cpus=0" in server["args"][0]
    assert head["rayStartParams"]["num-cpus"] == "0"
    (node,) = judges["template"]["spec"]["containers"]
    processors = int(node["resources"]["limits"]["cpu"]) * judges["maxReplicas"]
    assert config.workers * deployment["replicas"] == processors
    assert judges["minReplicas"] <= judges["replicas"] <= judges["maxReplicas"]
    selected = objects["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"].items()
    pods = (pod, head["template"], judges["template"])
    assert all(selected <= each["metadata"]["labels"].items() for each in pods)
    assert objects["Service"]["spec"]["selector"] == deployment["selector"]["matchLabels"] == pod["metadata"]["labels"]
    for each in pods:
        assert each["spec"]["securityContext"]["runAsNonRoot"]
        volumes = {volume["name"] for volume in each["spec"]["volumes"]}
        for container in each["spec"]["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} == volumes
            assert "/dev/shm" in {mount["mountPath"] for mount in container["volumeMounts"]}
            assert container["image"] == "probatum-ray:0.1.0"
    assert pod["spec"]["terminationGracePeriodSeconds"] > config.drain_grace_s


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
def test_kubectl_reads_the_objects() -> None:
    file = str(DEPLOY / "kubernetes/probatum.yaml")
    command = ["kubectl", "label", "--local", "-f", file, "read=yes", "-o", "name"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 5


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_the_unit_is_one(tmp_path: Path) -> None:
    unit = (DEPLOY / "probatum.service").read_text().replace("/opt/probatum/bin/probatum", "/bin/true")
    path = tmp_path / "probatum.service"
    path.write_text(unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "probatum.service" not in done.stderr, done.stderr
