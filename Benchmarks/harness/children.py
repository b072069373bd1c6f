"""The processes that are timed: each lives through a whole run and does one thing when asked."""
import os
import pathlib
import subprocess

PEERS = pathlib.Path(__file__).parent.parent / "peers"


class Missing(Exception):
    """A peer that is not installed; says why."""


class Refused(Exception):
    """A request that a child could not meet; says why."""


class Child:
    def __init__(self, name, argv, environment=None, without=()):
        self.name = name
        inherited = {key: value for key, value in os.environ.items() if key not in without}
        try:
            self.process = subprocess.Popen(
                [str(word) for word in argv],
                env=inherited | (environment or {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        except OSError as error:
            raise Missing(error.strerror) from error
        word, _, self.description = self._line().partition(" ")
        if word != "ready":
            self.close()
            raise Missing(self.description or "it ended at once")

    def ask(self, *words):
        """The words of the answer, the first left out."""
        try:
            print(*words, file=self.process.stdin, flush=True)
            line = self._line()
        except BrokenPipeError:
            line = ""
        word, _, rest = line.partition(" ")
        if word == "refused" or not word:
            raise Refused(rest or f"{self.name} ended with {self.process.wait()}")
        return rest.split()

    def forget(self):
        """Frees what was prepared; a child that has ended holds nothing."""
        try:
            self.ask("forget")
        except Refused:
            pass

    def _line(self):
        return self.process.stdout.readline().rstrip("\n")

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.wait()
        self.process.stdout.close()


def start(ours, python, threads):
    """All children for one count of threads, by key, and why those that are left out are."""
    threads_are = {
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": str(threads),
        "MKL_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": str(threads),
    }
    torch = [python, PEERS / "torch_peer.py"]
    # An old kernel that the environment asks for would make NumPy look slower than it is.
    override = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
    children, missing = {}, {}
    for key, arguments in {
        "ours": ("attn-tutor", [ours]),
        "torch": ("PyTorch", torch, threads_are, ("ATEN_CPU_CAPABILITY",)),
        "torch-avx2": ("PyTorch, avx2", torch, threads_are | {"ATEN_CPU_CAPABILITY": "avx2"}),
        "numpy": ("NumPy", [python, PEERS / "numpy_peer.py"], threads_are, override),
    }.items():
        try:
            children[key] = Child(*arguments)
        except Missing as reason:
            missing[arguments[0]] = str(reason)
    return children, missing
