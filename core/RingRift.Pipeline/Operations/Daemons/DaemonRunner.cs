using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>
/// Runs the daemons that are due, each once however many processes tick: a run is claimed under the token of the daemon's aggregate.
/// Daemons run side by side, behind those they depend on; one that fails or hangs keeps no other from running.
/// </summary>
public sealed partial class DaemonRunner(
    DaemonRegistry registry, DaemonPolicy policy, IAggregateStore aggregates, AggregateChange change, IOptions<DaemonOptions> options,
    TimeProvider time,
    ILogger<DaemonRunner> logger)
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly long _started = time.GetTimestamp();

    /// <summary>Looks at every daemon once.</summary>
    /// <returns>Daemons that were run.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, Task<bool>>(StringComparer.Ordinal);
        foreach (var daemon in registry.InOrder)
        {
            runs.Add(daemon.Name, RunAfterAsync(daemon, [.. daemon.DependsOn.Select(name => runs[name])], cancellationToken));
        }

        return (await Task.WhenAll(runs.Values).ConfigureAwait(false)).Count(ran => ran);
    }

    private async Task<bool> RunAfterAsync(DaemonDefinition daemon, Task<bool>[] dependencies, CancellationToken cancellationToken)
    {
        await ((Task)Task.WhenAll(dependencies)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (!await ClaimAsync(daemon, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await RunAsync(daemon, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Storage that does not answer: the lease ends by itself, and the other daemons are not held up.
            LogNotCommitted(e, daemon.Name);
            return false;
        }
    }

    /// <summary>Whether this process is to run the daemon now.</summary>
    private async Task<bool> ClaimAsync(DaemonDefinition daemon, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, DaemonState?>(StringComparer.Ordinal);
        foreach (var name in daemon.DependsOn)
        {
            states[name] =
                (await aggregates.LoadAsync<DaemonState>(AggregateKey.Daemon(name), cancellationToken).ConfigureAwait(false))?.State;
        }

        var claimed = await CommitAsync(
            daemon, state => Decide(daemon, state, name => states[name]), cancellationToken).ConfigureAwait(false);
        return claimed?.Owner == _owner;
    }

    private Decision<DaemonState>.Accept? Decide(DaemonDefinition daemon, DaemonState? state, Func<string, DaemonState?> stateOf)
    {
        var now = time.GetUtcNow();
        if (policy.IsAbandoned(state, now))
        {
            return policy.Fail(daemon, state!, $"the run by {state!.Owner} did not end before its lease", IsInGrace(), now);
        }

        if (!policy.IsDue(daemon, state, now))
        {
            return null;
        }

        return policy.WaitsFor(daemon, state, stateOf, now) is not { } dependency ? policy.Claim(daemon, state, _owner, now)
            : state is null ? DaemonPolicy.Register(daemon, dependency, now)
            : null;
    }

    private async Task RunAsync(DaemonDefinition daemon, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.RunLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await RunPartAsync(daemon, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await EndAsync(daemon, DaemonPolicy.GiveBack).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var error = limit.IsCancellationRequested ? $"ran longer than {options.Value.RunLimit}" : EventSize.CutReason(e.Message);
            LogFailed(e, daemon.Name, error);
            await EndAsync(daemon, (state, now) => policy.Fail(daemon, state, error, IsInGrace(), now)).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the daemon to its end; a resumable one at most for a part of its work.</summary>
    private async Task RunPartAsync(DaemonDefinition daemon, CancellationToken limit)
    {
        using var part = new CancellationTokenSource(daemon.Resumable ? options.Value.ResumableRun : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(part.Token, limit);
        try
        {
            // Work that does not stop when it is told to runs into the limit.
            var result = await daemon.Run(either.Token).WaitAsync(limit).ConfigureAwait(false);
            await EndAsync(daemon, (state, now) => DaemonPolicy.Succeed(daemon, state, result, now)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (part.IsCancellationRequested && !limit.IsCancellationRequested)
        {
            await EndAsync(
                daemon,
                (state, now) => DaemonPolicy.Continue(
                    daemon, state, $"stopped after {options.Value.ResumableRun}; goes on", now)).ConfigureAwait(false);
        }
    }

    /// <summary>Commits the end of a run, unless another process holds the daemon by now.</summary>
    private Task EndAsync(DaemonDefinition daemon, Func<DaemonState, DateTimeOffset, Decision<DaemonState>.Accept> end) =>
        CommitAsync(daemon, state => state?.Owner == _owner ? end(state, time.GetUtcNow()) : null, CancellationToken.None);

    private async Task<DaemonState?> CommitAsync(
        DaemonDefinition daemon, Func<DaemonState?, Decision<DaemonState>.Accept?> decide, CancellationToken cancellationToken)
    {
        var told = false;
        var state = await change.CommitAsync<DaemonState>(
            AggregateKey.Daemon(daemon.Name),
            before =>
            {
                var decision = decide(before);
                told = decision?.Events.Count > 0;
                return decision;
            },
            cancellationToken).ConfigureAwait(false);
        if (told)
        {
            await change.PublishAsync(AggregateKey.Daemon(daemon.Name), cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private bool IsInGrace() => time.GetElapsedTime(_started) < options.Value.Grace;

    [LoggerMessage(Level = LogLevel.Error, Message = "daemon {Daemon} failed: {Reason}")]
    private partial void LogFailed(Exception error, string daemon, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "daemon {Daemon}: its state could not be read or written")]
    private partial void LogNotCommitted(Exception error, string daemon);
}
