import json
import sys

from mlflow import MlflowClient

client = MlflowClient(tracking_uri=sys.argv[1], registry_uri=sys.argv[1])
experiments = [e for e in client.search_experiments() if e.name == "recruta"]


def run(r):
    names = sorted(a.path for a in client.list_artifacts(r.info.run_id))
    report = json.load(open(client.download_artifacts(r.info.run_id, "report.json"))) if "report.json" in names else None
    table = json.load(open(client.download_artifacts(r.info.run_id, "questions.json"))) if "questions.json" in names else None
    return {
        "id": r.info.run_id,
        "status": r.info.status,
        "tags": dict(r.data.tags),
        "params": r.data.params,
        "metrics": r.data.metrics,
        "artifacts": names,
        "report_run_id": report and report["run_id"],
        "n_rows": table and len(table["data"]),
    }


def version(found):
    # A search leaves the aliases out.
    v = client.get_model_version(found.name, found.version)
    return {"version": str(v.version), "run_id": v.run_id, "tags": dict(v.tags), "aliases": sorted(v.aliases)}


runs = client.search_runs([e.experiment_id for e in experiments]) if experiments else []
models = [m for m in client.search_registered_models() if m.name == "recruta"]
versions = client.search_model_versions("name='recruta'") if models else []
champion = client.get_model_version_by_alias("recruta", "champion").version if models and models[0].aliases else None
print(json.dumps({
    "n_experiments": len(experiments),
    "runs": sorted((run(r) for r in runs), key=lambda r: r["tags"]["recruta.run_id"]),
    "versions": sorted((version(v) for v in versions), key=lambda v: int(v["version"])),
    "champion": champion and str(champion),
}))
