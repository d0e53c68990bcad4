using RingRift.Infra.Tests.Scripts;

namespace RingRift.Infra.Tests.CloudInit;

/// <summary>A script of a machine, run elsewhere: the machine's settings are read from a temporary folder.</summary>
internal sealed class MachineScript : IDisposable
{
    public const string Image = "registry.azurecr.io/ringrift-worker@sha256:11";
    public const string ScaleSet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/play";

    private const string Settings =
        $"REGISTRY=registry.azurecr.io\nIMAGE={Image}\nCLIENT_ID=client\nRESOURCE_MANAGER=https://management.example.net/\nSCALE_SET={ScaleSet}\n";

    private readonly string _path;
    private readonly StandIns _standIns;

    public MachineScript(string name, params string[] programs)
    {
        _standIns = new StandIns(programs, "jq");
        var settings = Path.Combine(_standIns.Temporary, "machine.env");
        File.WriteAllText(settings, Settings);
        _path = Path.Combine(_standIns.Temporary, name);
        File.WriteAllText(
            _path, Repository.Read($"infra/cloud-init/{name}").Replace("/etc/ringrift/machine.env", settings, StringComparison.Ordinal));
    }

    public MachineScript Answer(string pattern, string answer, int code = 0)
    {
        _standIns.Answer(pattern, answer, code);
        return this;
    }

    public Task<ScriptResult> RunAsync(params (string Name, string Value)[] variables) =>
        _standIns.RunAsync(_path, variables.ToDictionary(variable => variable.Name, variable => variable.Value));

    public void Dispose() => _standIns.Dispose();
}
