// A second .NET runtime with the assemblies of the page, in a thread of its own: searches in it do not hold up the page.
import { dotnet } from "./_framework/dotnet.js";
import * as network from "./network.js";

const exported = start();

async function start() {
  const { getAssemblyExports, setModuleImports } = await dotnet.create();
  setModuleImports("network.js", network);
  return (await getAssemblyExports("RingRift.Web.dll")).RingRift.Web.Opponents.WorkerExports;
}

self.onmessage = async ({ data: { id, rules, state, player, seed, model } }) => {
  try {
    self.postMessage({ id, move: await choose(await exported, rules, state, player, seed, model) });
  } catch (error) {
    self.postMessage({ id, error: String(error.message ?? error) });
  }
};

async function choose(engine, rules, state, player, seed, model) {
  if (!model) {
    return engine.Choose(rules, state, player, seed);
  }
  await network.open(model);
  return engine.Think(rules, state, player, model);
}
