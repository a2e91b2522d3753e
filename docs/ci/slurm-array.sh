#!/bin/bash
# Slurm: an array with a task for each of three shards, then one result, in a folder that all nodes see.
#
#   array=$(sbatch --parsable slurm-array.sh)
#   sbatch --dependency="afterany:$array" slurm-merge.sh
#
# To run one shard again, name it, with --shard 2/3: sbatch --array=2 is an array of one, shard 1 of 1.
#SBATCH --job-name=conformance
#SBATCH --array=1-3
#SBATCH --output=shard-%a.log
set -eu

# 1 and 3 are verdicts, which the merged result tells; 2 is bad input, and fails the task.
status=0
s2sconform run targets.json --shard auto --output "shards/$SLURM_ARRAY_TASK_ID" || status=$?
if [ "$status" -ne 1 ] && [ "$status" -ne 3 ]; then exit "$status"; fi
