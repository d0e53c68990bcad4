using Microsoft.Extensions.Logging;
using RingRift.InMemory;
using RingRift.Learning.Randomness;

namespace RingRift.Chaos.Faults;

/// <summary>
/// Lets a share of all invocations fail, each at one point of its way through commit, publishing and removal, or before its answer when it never comes
/// to that point. Drawn in the order of the invocations; every process has a sequence of its own.
/// </summary>
internal sealed partial class FaultSource(FaultSettings settings, ILogger<FaultSource> logger)
{
    /// <summary>What the log says of every fault, so that they can be counted after the process is dead.</summary>
    public const string Mark = "fault injected at";

    private static readonly FaultPoint[] Points =
    [
        FaultPoint.BeforeCommit, FaultPoint.AfterCommit, FaultPoint.BeforePublish, FaultPoint.AfterPublish, FaultPoint.BeforeRemove, FaultPoint.AfterRemove,
    ];

    private readonly Lock _lock = new();
    private readonly SeededRandom _random = new(SeededRandom.Derive(settings.Seed, (ulong)Environment.ProcessId));
    private readonly AsyncLocal<ArmedFault?> _ofInvocation = new();
    private ArmedFault? _ofLoop;

    /// <summary>Draws for an invocation whose calls are all awaited by the caller; null: it does not fail.</summary>
    public ArmedFault? ArmInvocation() => _ofInvocation.Value = Draw();

    /// <summary>Draws for the next round of a loop that does one thing after another.</summary>
    public void ArmLoop() => _ofLoop = Draw();

    /// <summary>Passes a point.</summary>
    /// <exception cref="InjectedFaultException">The invocation fails here.</exception>
    public void Pass(FaultPoint point)
    {
        if ((_ofInvocation.Value ?? _ofLoop) is { } armed && armed.Point == point)
        {
            Fire(armed, point.ToString());
        }
    }

    /// <summary>The end of an invocation, before its answer.</summary>
    /// <exception cref="InjectedFaultException">It was to fail and did not come to its point.</exception>
    public void PassEnd(ArmedFault? armed)
    {
        if (armed is not null)
        {
            Fire(armed, "BeforeAnswer");
        }
    }

    private void Fire(ArmedFault armed, string place)
    {
        if (armed.TryFire())
        {
            LogFault(place);
            throw new InjectedFaultException(armed.Point);
        }
    }

    private ArmedFault? Draw()
    {
        lock (_lock)
        {
            return _random.NextDouble() < settings.Rate ? new ArmedFault(Points[_random.Next(Points.Length)]) : null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = Mark + " {Place}")]
    private partial void LogFault(string place);
}

/// <summary>A fault that waits for its point.</summary>
/// <param name="point">Where it is to happen.</param>
internal sealed class ArmedFault(FaultPoint point)
{
    private int _fired;

    public FaultPoint Point => point;

    /// <summary>Whether the fault is still to happen; true once.</summary>
    public bool TryFire() => Interlocked.Exchange(ref _fired, 1) == 0;
}
