using RingRift.Eventing.Recovery;
using RingRift.Pipeline.Learner;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>
/// The row of a config's learner. Whoever changes it reads it, decides, and writes it under the ETag that was read; when somebody else wrote in between, that
/// is a conflict, which costs another read and write. After as many of them as the pipeline allows, the event is delivered again.
/// </summary>
public sealed class SimulatedLearner(Agenda agenda, Chance chance, SimulatedServices services, ServiceLimits limits, LearnerState beginning)
{
    // Before the first read the champion and the learner are looked up. Between a read and its write go half a request back and one and a half forth.
    private const int RequestsBefore = 2;
    private const double RequestsBetween = 2;
    private const double Spread = 0.5;
    private const double RedeliverySeconds = 10;

    private long _version;

    /// <summary>The learner now.</summary>
    public LearnerState State { get; private set; } = beginning;

    /// <summary>Writes, those that conflicted included.</summary>
    public Throttle Commits { get; } = new(agenda, "commits to a learner (ETag)", 1 / limits.CommitSeconds);

    /// <summary>Writes that found another one before them.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Changes.</summary>
    /// <param name="to">From the learner to the learner afterwards; the same one leaves it. May run several times.</param>
    /// <param name="then">Told of the learner afterwards.</param>
    public void Change(Func<LearnerState, LearnerState> to, Action<LearnerState> then)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(then);
        agenda.After(services.Read(RequestsBefore), () => Try(to, then, attempt: 1));
    }

    private void Try(Func<LearnerState, LearnerState> to, Action<LearnerState> then, int attempt) => agenda.After(services.Read(1), () =>
    {
        var (read, version) = (State, _version);
        var after = to(read);
        if (ReferenceEquals(after, read))
        {
            then(after);
            return;
        }

        Commits.Ask();
        var between = chance.Around(RequestsBetween * limits.CommitSeconds / SimulatedServices.CommitRequests, Spread);
        agenda.After(Math.Max(between, services.Read(1)), () => Write(to, then, (after, version), attempt));
    });

    private void Write(Func<LearnerState, LearnerState> to, Action<LearnerState> then, (LearnerState State, long Version) written, int attempt)
    {
        if (written.Version == _version)
        {
            (State, _version) = (written.State, _version + 1);
            then(State);
            return;
        }

        Conflicts++;
        if (attempt < HandlerRetry.MaxCommits)
        {
            Try(to, then, attempt + 1);
        }
        else
        {
            agenda.After(RedeliverySeconds, () => Try(to, then, attempt: 1));
        }
    }
}
