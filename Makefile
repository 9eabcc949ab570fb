# What Debian must have; the one place that names it. The last line is what a Swift toolchain itself needs to build.
SYSTEM_PACKAGES = libsqlite3-dev libedit-dev libxlsxwriter-dev libzip-dev libical-dev libzmq3-dev libcmark-gfm-dev \
	libcmark-gfm-extensions-dev libglpk-dev gnuplot-nox fonts-open-sans less \
	libcurl4 libxml2-dev binutils libc6-dev libgcc-12-dev libstdc++-12-dev

PREFIX ?= /usr/local
RELEASE = swift build -c release --static-swift-stdlib --product phaseline
PHASELINE = .build/release/phaseline
SWIFT_FILES = Package.swift Sources Tests

.PHONY: demo build test test-browser test-office test-jupyter kill-test install uninstall format lint bench calibrate reference disclosure-proof golden docs clean system-packages

# Loads the illustrative nation, compares, draws; everything goes to out/.
demo: build
	@mkdir -p out
	@rm -f out/real.sqlite out/illustrative.sqlite
	@echo; echo "== The published national figures, in sentences (phase 3)"
	@$(PHASELINE) --workspace out/real.sqlite load Data/sc-wres
	@$(PHASELINE) --workspace out/real.sqlite national --phase 3
	@echo; echo "== An illustrative nation: fictional authorities, five phases"
	@$(PHASELINE) --workspace out/illustrative.sqlite load Data/illustrative
	@echo; echo "== One authority against it"
	@$(PHASELINE) --workspace out/illustrative.sqlite compare Northbridge shortlisting
	@echo; $(PHASELINE) --workspace out/illustrative.sqlite trend Northbridge
	@echo; echo "== Charts"
	@for indicator in shortlisting disciplinary leaving harassment-colleagues; do \
	  $(PHASELINE) --workspace out/illustrative.sqlite chart trajectory Northbridge $$indicator \
	    -o out/northbridge-$$indicator.png || exit 1; done
	@echo; echo "== Reports, for a shared audience"
	$(PHASELINE) --workspace out/illustrative.sqlite report authority Northbridge --phase 5 -o out/northbridge-report.html
	$(PHASELINE) --workspace out/illustrative.sqlite report national --phase 5 -o out/national-report.html
	@echo; echo "Next: PHASELINE_WORKSPACE=out/illustrative.sqlite $(PHASELINE)"
	@echo "      and at its prompt: use Northbridge, compare, ?shortlisting, help"

build: system-packages
	@echo "== Building the release (about twelve minutes the first time on two processors)"
	$(RELEASE)

test: system-packages
	@echo "== Building and testing (up to an hour on two processors)"
	PHASELINE_GNUPLOT_SECONDS=600 swift test --skip KillTests  # gnuplot waits for all the others
	swift test --skip-build --filter KillTests  # alone: what it kills must not wait for other tests
	PHASELINE_BINARY=$(CURDIR)/.build/debug/phaseline Tests/Disclosure/run small
	$(MAKE) lint

# Looks at the index page of charts, and at reports, in headless Chromium: accessibility, keyboard, names that are mark-up.
test-browser: system-packages
	swift build --product phaseline
	Tests/Browser/run

# Two whole phases through LibreOffice: templates filled in, with mistakes, corrected, loaded, reported, planned, reviewed; and
# reports as PDF and as documents, read back.
OFFICE_PACKAGES = libreoffice-calc libreoffice-writer python3-uno chromium pandoc poppler-utils zsh fish tmux mandoc jq python3-venv
test-office:
	$(MAKE) system-packages SYSTEM_PACKAGES='$(SYSTEM_PACKAGES) $(OFFICE_PACKAGES)'
	swift build --product phaseline
	Tests/Office/run
	Tests/Reports/run
	Tests/Shells/run
	Tests/Batch/run

# Jupyter's own tools on the kernel and on notebooks: its kit of tests, bare sockets, nbclient, JupyterLab in headless Chromium.
test-jupyter: system-packages
	swift build --product phaseline
	Tests/Jupyter/run

# Kills the program in the midst of loads, undos and updates, and looks at what it leaves.
kill-test: system-packages
	PHASELINE_KILLS=200 swift test --filter KillTests

lint:
	swift format lint --strict --recursive $(SWIFT_FILES)

format:
	swift format --in-place --recursive $(SWIFT_FILES)

# Rewrites what the tests compare whole: golden scripts, the blocks of the README and of the article on methods, the page
# of load's messages, the schemas of what is written as JSON. Read the diff.
golden: system-packages
	-PHASELINE_RECORD=1 swift test --filter 'GoldenTests|ReadmeTests|BadInputTests|SchemaTests/made'
	git --no-pager diff --stat -- Tests README.md Data/schema Sources/Phaseline/Phaseline.docc

# Makes the values that the tests of the statistics compare with afresh, by R and Python. Read the diff.
reference:
	Tests/Reference/run
	git --no-pager diff --stat -- Tests/Reference Data/reference

# Measures coverage, false claims and detection, and writes the article of it, in about three minutes. Read the diff.
calibrate: system-packages
	swift build -c release --static-swift-stdlib --product Calibration
	.build/release/Calibration
	git --no-pager diff --stat -- Sources/IndicatorStatistics/IndicatorStatistics.docc

# Shares 1,000 random nations (NATIONS=…) and attacks them by the audit and by another attacker; RECORD=1 writes its article.
disclosure-proof: build
	Tests/Disclosure/run

bench: build
	Tests/Benchmarks/run

# Documentation of the libraries, without warnings, into out/docs; redraws the gallery, of which the README shows one.
DOCUMENTED = IndicatorStatistics Phaseline Charting Reporting
GALLERY = Sources/Charting/Charting.docc
docs: build
	@mkdir -p out/docs
	@rm -f out/docs.sqlite
	$(PHASELINE) --workspace out/docs.sqlite load Data/illustrative
	sed -n 's/^    chart /chart /p' $(GALLERY)/Charts.md > out/gallery.phaseline
	cd $(GALLERY)/Resources && $(CURDIR)/$(PHASELINE) --workspace $(CURDIR)/out/docs.sqlite run $(CURDIR)/out/gallery.phaseline
	for target in $(DOCUMENTED); do \
	  swift package --allow-writing-to-directory out/docs generate-documentation --target $$target \
	    --output-path out/docs/$$target --warnings-as-errors || exit 1; done

# Where man and the shells look.
MANUAL = $(DESTDIR)$(PREFIX)/share/man/man1/phaseline.1
BASH_COMPLETION = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/phaseline
ZSH_COMPLETION = $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_phaseline
FISH_COMPLETION = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/phaseline.fish
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/phaseline
	install -m 755 $(PHASELINE) $(DESTDIR)$(PREFIX)/bin/phaseline
	cp -R Data/. $(DESTDIR)$(PREFIX)/share/phaseline/
	install -d $(dir $(MANUAL))
	$(PHASELINE) manual > $(MANUAL)
	install -D -m 644 Completions/phaseline.bash $(BASH_COMPLETION)
	install -D -m 644 Completions/_phaseline $(ZSH_COMPLETION)
	install -D -m 644 Completions/phaseline.fish $(FISH_COMPLETION)

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/phaseline $(DESTDIR)$(PREFIX)/share/phaseline $(MANUAL)
	rm -f $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

clean:
	rm -rf .build .build-bench out

system-packages:
	@missing=""; for package in $(SYSTEM_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "== Installing$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi
