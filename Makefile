# The commands of the house. Anything longer than three lines is Rust in xtask.

.PHONY: demo test night e2e shots dev fix tidy new-room rebuild bench release

# Builds everything, makes the invented county and serves it at http://127.0.0.1:8080
demo: assets
	cargo run --bin huiyin -- demo --data demo-data

# Everything that is checked: formatting, lints, tests, and the pages used in a browser. The program is linked from
# what the tests were built of: built alone, its packages have other features, and everything is compiled once more.
test: assets
	cargo fmt --all --check
	cargo clippy --all-targets --locked -- -D warnings
	cargo test --locked
	cargo build --all-targets --locked
	$(MAKE) e2e BUILT=yes

# What takes longer than a change can wait for: a long random walk from a seed of the day, many sudden deaths,
# many bits that rot, many rows that are tampered with, many random worlds recounted in Python, much made-up
# input against oracles, many power cuts, and some fifty thousand requests for each role against the document of the interface.
night:
	HUIYIN_SEED=$${HUIYIN_SEED:-$$(date +%Y%m%d)} HUIYIN_STEPS=$${HUIYIN_STEPS:-30000} HUIYIN_KILLS=$${HUIYIN_KILLS:-500} \
	HUIYIN_FLIPS=$${HUIYIN_FLIPS:-10000} HUIYIN_TAMPERS=$${HUIYIN_TAMPERS:-5000} HUIYIN_WORLDS=$${HUIYIN_WORLDS:-200} \
	HUIYIN_ROUNDS=$${HUIYIN_ROUNDS:-20000} HUIYIN_FULL=$${HUIYIN_FULL:-500} HUIYIN_RESTARTS=$${HUIYIN_RESTARTS:-60} \
	HUIYIN_TAKEOVERS=$${HUIYIN_TAKEOVERS:-60} HUIYIN_BETWEEN=$${HUIYIN_BETWEEN:-200} HUIYIN_CUTS=$${HUIYIN_CUTS:-1000} \
	cargo test --locked -p hall -p store --lib -- --nocapture trials:: rooms::open db::power
	cargo xtask contract
	cargo build --bin huiyin --locked
	HUIYIN_EXAMPLES=$${HUIYIN_EXAMPLES:-3000} node --test e2e/contract.test.mjs

# The pages, used in Chromium as people use them, and the interface for programs, held against its document by
# made-up requests. Installs Chromium and Python on Debian, or says what is missing.
e2e: assets
	cargo xtask browser
	cargo xtask contract
	$(if $(BUILT),,cargo build --bin huiyin --locked)
	npm run --silent check && npm test --silent

# Takes the pictures of docs/guide anew.
shots: assets
	cargo build --bin huiyin --locked
	node e2e/shots.mjs docs/guide/pictures

# Serves the demo again after each change of the code.
dev:
	cargo run --bin huiyin -- demo --data demo-data --matters 2000

fix:
	cargo fmt --all
	cargo fix --all-targets --allow-dirty --allow-staged

tidy:
	cargo xtask tidy

rebuild:
	cargo run --bin huiyin -- rebuild --data demo-data

new-room:
	cargo xtask new-room $(NAME)

# Scripts that improve pages which work without them. Without Node the program builds and works.
.PHONY: assets
assets:
	@if [ -f package.json ] && command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund && npm run --silent build; \
	else echo "no Node here: pages go without their small scripts"; fi

bench:
	cargo run --release --bin huiyin -- bench

release:
	cargo build --release --bin huiyin
