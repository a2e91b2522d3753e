#!/bin/bash
# Slurm: merges what the tasks of slurm-array.sh have left; s2sconform-results/junit.xml is for the CI
# server. The job's exit status is the verdict.
#SBATCH --job-name=conformance-merge
#SBATCH --output=merge.log
set -eu

s2sconform merge shards/* --output s2sconform-results
