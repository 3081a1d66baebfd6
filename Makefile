# Two commands matter: `make demo` and `make test`. Each works in a virtual environment of its own, in this folder.

PYTHON ?= python3
OUT ?= out

# The constraints bind the environments that pip builds in as well (the second name is the one of newer pips).
PIP = PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1
INSTALL = -m pip install --quiet --prefer-binary
SOURCES = $(shell find kg cypher -type f ! -name '*.pyc' ! -path '*/node_modules/*' ! -path 'kg/explorer/static/*')

.PHONY: help demo test lint types docs manual bench audit constraints clean

help:
	@awk -F ' *## ' '/^[a-z]+:.*## / { split($$1, name, ":"); printf "  make %-12s %s\n", name[1], $$2 }' Makefile

demo: .venv-demo/ready ## install kg, build the graph of corpus/ into out/, print which speech names which program
	.venv-demo/bin/kg build corpus -o $(OUT)
	@echo "用浏览器打开 $(OUT)/graph.html，无需网络 / open $(OUT)/graph.html in a browser, no network needed"
	@echo "再试 / try next: .venv-demo/bin/kg query programs-by-speech --out $(OUT)"

test: .venv/ready ## install kg and what its tests need; run ruff, mypy and pytest; name what could not run and why
	@PATH="$(CURDIR)/.venv/bin:$$PATH"; failed=; \
	check() { echo "+ $$*"; "$$@" || failed="$$failed $$1"; }; \
	check ruff check .; \
	check ruff format --check .; \
	check mypy; \
	echo "+ tests/neo4j_server.py fetch"; \
	python tests/neo4j_server.py fetch || echo "Neo4j 未能取得，原因见文末各组 / not fetched; the groups at the end tell why"; \
	echo "+ tests/pythons.py fetch"; \
	python tests/pythons.py fetch || echo "安装测试所需的包未能取得 / the packages for tests of installing were not fetched"; \
	check pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

lint: .venv/ready ## ruff, mending what it can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

types: .venv/ready ## mypy
	.venv/bin/mypy

docs: .venv/ready ## rewrite what the manual takes from the program: commands, queries, shown outputs
	.venv/bin/python docs/generate.py

manual: .venv/ready ## build the manual as a site, Chinese and English, into .cache/manual/
	.venv/bin/python docs/manual/build.py .cache/manual

bench: .venv-bench/ready ## speed and quality beside other programs, into .cache/bench/ (see bench/README.md)
	.venv-bench/bin/python -m bench.speed --out .cache/bench
	.venv-bench/bin/python -m bench.cold --out .cache/bench
	.venv-bench/bin/python -m bench.peoples_daily --out .cache/bench
	.venv-bench/bin/python -m bench.explorer --folder .cache/bench/made-graph --out .cache/bench
	.venv-bench/bin/python -m bench.scale --sizes 200,1000 --out .cache/bench

audit: ## ask the advisory services whether a fault is known in a pinned package of Python or of the explorer's scripts
	test -x .venv-audit/bin/pip-audit || { $(PYTHON) -m venv .venv-audit && .venv-audit/bin/python $(INSTALL) pip-audit; }
	.venv-audit/bin/python tests/hostile/audit.py

constraints: ## pin anew every package that kg and its tests bring in
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python $(INSTALL) --upgrade '.[test,bench]' setuptools
	{ sed -n '/^#/p' constraints.txt; .venv-constraints/bin/python -m pip freeze --all --exclude kg-speeches --exclude pip | LC_ALL=C sort -f; } > constraints.new
	mv constraints.new constraints.txt
	rm -rf .venv-constraints

clean: ## remove everything that these commands made
	rm -rf .venv .venv-demo .venv-audit .venv-bench .venv-constraints .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist $(OUT) kg/explorer/static kg/explorer/web/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Not compiled: most of what pip brings is never imported here, and a third of the time goes with it. Python compiles the
# rest when it is first imported; jieba, whose old spelling newer Pythons warn of, is compiled beforehand.
COMPILE = -W ignore -m compileall -q

# Without the scripts of the explorer, which the demo does not install.
.venv-demo/ready: pyproject.toml constraints.txt $(SOURCES)
	test -x .venv-demo/bin/python || $(PYTHON) -m venv .venv-demo
	KG_SKIP_WEB=1 $(PIP) .venv-demo/bin/python $(INSTALL) --no-compile .
	.venv-demo/bin/python $(COMPILE) .venv-demo/lib/python*/site-packages/jieba
	@touch $@

# pyspark comes as sources of 450 MB, of which pip makes a wheel only to unpack it: not compressed, in half the time.
.venv/ready: pyproject.toml constraints.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	printf '[bdist_wheel]\ncompression = stored\n' > .venv/stored.cfg
	DIST_EXTRA_CONFIG=$(CURDIR)/.venv/stored.cfg $(PIP) .venv/bin/python $(INSTALL) --no-compile -e '.[test]'
	.venv/bin/python $(COMPILE) .venv/lib/python*/site-packages/jieba
	@touch $@

.venv-bench/ready: pyproject.toml constraints.txt
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	$(PIP) .venv-bench/bin/python $(INSTALL) -e '.[bench]'
	@touch $@
