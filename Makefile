# What a person does with a checkout. `make help` lists it.

DEMO := .build/demo
PROGRAM := .build/release/stratlogic

.DEFAULT_GOAL := help
.PHONY: help setup build test torture check format demo bench

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup: ## Install the Debian packages that are missing.
	@bash .ci/setup

build: setup ## Build the programs into .build/release.
	swift build -c release --product stratlogic
	swift build -c release --product stratlogic-extract

test: setup ## Build and run the tests, with a real PostgreSQL.
	swift build --build-tests
	# One test at a time: many start servers or measure memory, and two cores are few for all of them at once.
	swift test --skip-build --no-parallel

torture: setup ## Kill coordinators, workers, extractors and PostgreSQL a hundred times, and compare what is left.
	swift build --build-tests
	STRATLOGIC_TORTURE=100 swift test --skip-build --no-parallel --filter RandomKillTests

check: ## Check the format and run the tests.
	swift format lint --strict --recursive Package.swift Sources Tests
	$(MAKE) test

format: ## Format the sources in place.
	swift format --in-place --recursive Package.swift Sources Tests

demo: build ## Ingest the fixtures into a home of their own, and search them.
	@bash .ci/demo $(PROGRAM) $(DEMO)

bench: build ## Measure ingest and search on Debian's documentation; smaller with SIZE="500 40".
	@bash Tests/Benchmarks/bench.sh $(SIZE)
