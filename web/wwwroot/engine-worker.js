// A second .NET runtime with the assemblies of the page, in a thread of its own: searches in it do not hold up the page.
import { dotnet } from "./_framework/dotnet.js";

const exported = start();

async function start() {
  const { getAssemblyExports } = await dotnet.create();
  return (await getAssemblyExports("RingRift.Web.dll")).RingRift.Web.Opponents.WorkerExports;
}

self.onmessage = async ({ data: { id, rules, state, player, seed } }) => {
  try {
    self.postMessage({ id, move: (await exported).Choose(rules, state, player, seed) });
  } catch (error) {
    self.postMessage({ id, error: String(error.message ?? error) });
  }
};
