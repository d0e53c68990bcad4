using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Functions.Daemons;

/// <summary>Runs the daemons that are due: the one timer of the pipeline.</summary>
public sealed class RunDaemons(DaemonRunner runner)
{
    private const string EveryFiveSeconds = "*/5 * * * * *";

    /// <summary>Looks at every daemon once.</summary>
    [Function(nameof(RunDaemons))]
    public Task RunAsync([TimerTrigger(EveryFiveSeconds)] TimerInfo timer, CancellationToken cancellationToken) => runner.RunDueAsync(cancellationToken);
}
