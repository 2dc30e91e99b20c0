"""The wire contract of Probatum: messages and stubs generated from the .proto files beside this one."""
