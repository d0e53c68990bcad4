using System.Globalization;
using RingRift.Chaos.Processes;
using RingRift.Chaos.Running;

namespace RingRift.Chaos;

/// <summary>
/// The command, and the two programs it starts and kills: <c>host</c> with the functions and <c>worker</c> with the jobs, both with faults.
/// </summary>
internal static class ChaosProgram
{
    public const string Host = "host";
    public const string Worker = "worker";

    private static Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return args switch
        {
            [Host, .. var rest] => ChaosHost.RunAsync(rest),
            [Worker, .. var rest] => ChaosWorker.RunAsync(rest),
            _ => ChaosCommand.Build(TimeProvider.System).Parse(args).InvokeAsync(),
        };
    }
}
