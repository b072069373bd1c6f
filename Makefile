# Everything that a fresh Debian machine needs: `make run` opens the tutor, `make test` checks it.

PREFIX ?= /usr/local
SWIFT  ?= swift

RELEASE := -c release --static-swift-stdlib
BINARY   = $(shell $(SWIFT) build $(RELEASE) --show-bin-path)/attn-tutor

# What has PyTorch and NumPy, and options of Benchmarks/attention.py such as --json FILE.
BENCH_PYTHON  ?= python3
BENCH_FLAGS   ?=
TIME_ATTENTION = python3 Benchmarks/attention.py "$(dir $(BINARY))AttentionBench" \
                 --python "$(BENCH_PYTHON)" $(BENCH_FLAGS)

RUN_PACKAGES  := make gcc libncurses-dev libsqlite3-dev libmd4c-dev
TEST_PACKAGES := $(RUN_PACKAGES) binutils libvterm-dev ncurses-term tmux

.PHONY: run build test check install uninstall bench bench-full format lint screens clean swift

run: build
	@exec "$(BINARY)"

build: swift
	@.ci/packages $(RUN_PACKAGES)
	$(SWIFT) build $(RELEASE) --product attn-tutor

test: swift
	@.ci/packages $(TEST_PACKAGES)
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# The engine's tests on either kernels, watched for access outside of memory and for threads that race.
# What the sanitisers add to each object file is not for SymbolTests to judge. XCTest leaks, and
# Swift's backtracer reads where it may not; neither is ours.
check: export ATTN_TUTOR_PART = engine
check: export SWIFT_BACKTRACE = enable=no
check: export TSAN_OPTIONS = suppressions=$(CURDIR)/Tests/ThreadSanitizer.txt
check: swift
	@.ci/packages $(TEST_PACKAGES)
	for sanitizer in address thread; do for kernels in best portable; do \
	  ATTN_TUTOR_KERNELS=$$kernels $(SWIFT) test --scratch-path .build-$$sanitizer \
	    --sanitize=$$sanitizer --disable-xctest --skip SymbolTests || exit; \
	done; done

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/attn-tutor"
	install -m 755 -s "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/attn-tutor"
	rm -rf "$(DESTDIR)$(PREFIX)/share/attn-tutor/Content"
	cp -RL Content "$(DESTDIR)$(PREFIX)/share/attn-tutor/Content"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/attn-tutor"
	rm -rf "$(DESTDIR)$(PREFIX)/share/attn-tutor"

# Times ours beside its peers in one run; see Benchmarks/README.md.
bench: build
	@.ci/packages gcc less python3
	python3 Benchmarks/screen.py "$(BINARY)"
	$(SWIFT) build $(RELEASE) --product AttentionBench
	$(TIME_ATTENTION)

bench-full: swift
	@.ci/packages gcc python3
	$(SWIFT) build $(RELEASE) --product AttentionBench
	$(TIME_ATTENTION) --full

format: swift
	$(SWIFT) format format --in-place --recursive Package.swift Sources Tests Benchmarks

lint: swift
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

# Draws the golden screens anew. Read the difference before you commit it.
screens: swift
	@.ci/packages $(TEST_PACKAGES)
	ATTN_TUTOR_RECORD=1 $(SWIFT) test --filter GoldenScreens

clean:
	rm -rf .build

swift:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "attn-tutor needs Swift 6.1 or newer, and '$(SWIFT)' is not on the PATH." >&2; \
	  echo "Install it from https://swift.org/install/linux, or name it: make SWIFT=/path/to/swift" >&2; \
	  exit 1; }
