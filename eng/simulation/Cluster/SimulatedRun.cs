using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.SelfPlay;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Cluster;

/// <summary>
/// The run of one config. Its policies are the pipeline's own; what they read and write, and how long that takes, is simulated. This part keeps self-play
/// going and takes its rows in.
/// </summary>
public sealed partial class SimulatedRun
{
    // Every config plays the game whose speeds were measured, so that their games and matches are alike.
    private const string Config = "hex8_2p";

    private const double FeedSeconds = 10;

    // Two scopes of pauses, the back-pressure, the champion; and for most handlers the inbox before they work.
    private const int HoldRequests = 4;
    private const int MostBegunAtOnce = 32;

    private readonly Agenda _agenda;
    private readonly Chance _chance;
    private readonly SimulationInputs _inputs;
    private readonly SimulatedServices _services;
    private readonly SimulatedFunctions _functions;
    private readonly SimulatedHolds _holds;
    private readonly SimulatedQueue _selfPlay;
    private readonly SimulatedQueue _training;
    private readonly LearnerPolicy _policy;
    private readonly NextIterationPolicy _next;
    private readonly EvaluationPlanPolicy _evaluationPlan;
    private readonly MatchCollectionPolicy _collection;
    private readonly Dictionary<int, SimulatedIteration> _open = [];
    private Champion? _champion;
    private int _begun;

    /// <summary>Sets it up.</summary>
    public SimulatedRun(
        Agenda agenda, Chance chance, SimulationInputs inputs, SimulatedServices services, SimulatedFunctions functions, SimulatedHolds holds,
        IReadOnlyDictionary<WorkKind, SimulatedQueue> queues)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(queues);
        (_agenda, _chance, _inputs, _services, _functions, _holds) = (agenda, chance, inputs, services, functions, holds);
        (_selfPlay, _training) = (queues[WorkKind.SelfPlay], queues[WorkKind.Training]);
        _policy = new LearnerPolicy(inputs.Pipeline, inputs.Learning);
        _next = new NextIterationPolicy(inputs.Pipeline, _policy);
        _evaluationPlan = new EvaluationPlanPolicy(inputs.Evaluation);
        _collection = new MatchCollectionPolicy(inputs.Evaluation, _evaluationPlan, _gate);
        Learner = new SimulatedLearner(agenda, chance, services, inputs.Limits, LearnerBeginning.Of(Config, newest: null, champion: null));
        Size = inputs.Size();
    }

    /// <summary>The row of its learner.</summary>
    public SimulatedLearner Learner { get; }

    /// <summary>How much self-play it has at the same time.</summary>
    public SelfPlaySize Size { get; }

    /// <summary>What it came to.</summary>
    public RunFigures Figures { get; } = new();

    /// <summary>Iterations that are not over.</summary>
    public IReadOnlyCollection<SimulatedIteration> Open => _open.Values;

    /// <summary>Begins, and looks after it as the daemons do.</summary>
    public void Begin()
    {
        Fill(MostBegunAtOnce);
        _agenda.After(FeedSeconds, Begin);
    }

    /// <summary>Begins as many iterations as have room.</summary>
    private void Fill(int left) => _agenda.After(_services.Read(1), () =>
    {
        var learner = Learner.State;
        if (left == 0 || !_policy.MayBegin(learner, Size.LanesWith(_policy.GeneratorOf(learner, learner.Begun + 1))))
        {
            return;
        }

        _agenda.After(_services.Read(HoldRequests), () =>
        {
            if (!_holds.IsPressed)
            {
                Begin(learner, () => Fill(left - 1));
            }
        });
    });

    private void Begin(LearnerState learner, Action then)
    {
        var number = learner.Begun + 1;
        var state = _next.Begin(Config, number, _policy.GeneratorOf(learner, number), _champion, _holds.Time, Size);
        _services.Commit(() =>
        {
            if (number == _begun + 1)
            {
                _begun = number;
                var iteration = new SimulatedIteration(state);
                iteration.Enter(state.Stage, _agenda.Now);
                _open.Add(number, iteration);
                Publish(iteration, NextIterationPolicy.Requests(state));
            }

            Change(before => before.Begun == number - 1 ? LearnerPolicy.Beginning(before) : before, _ => then());
        });
    }

    /// <summary>Publishes what a commit to an iteration says.</summary>
    private void Publish(SimulatedIteration iteration, IReadOnlyList<EventDraft> drafts)
    {
        if (drafts.Count > 0)
        {
            _services.Publish([.. drafts.Select(draft => Consumer(iteration, draft))]);
        }
    }

    /// <summary>Who gets an event.</summary>
    private Action Consumer(SimulatedIteration iteration, EventDraft draft) => draft.Type switch
    {
        DataEventType.SelfplayRequested => Asked(iteration, Read<SelfplayRequested>(draft.Data)),
        DataEventType.DataSyncTriggered => Once(() => Sync(iteration)),
        DataEventType.DataSyncCompleted => Once(() => Export(iteration)),
        DataEventType.NpzExportComplete => Once(() => Gate(iteration)),
        DataEventType.TrainingRequested => Asked(iteration, Read<TrainingRequested>(draft.Data)),
        DataEventType.MatchRequested => Once(() => Play(iteration, Read<MatchRequested>(draft.Data))),
        DataEventType.ModelUpdated => () => Handle(() => Adopt(Read<ModelUpdated>(draft.Data))),
        DataEventType.EvaluationCompleted => Once(() => Decide(iteration)),
        DataEventType.ModelPromoted => Once(() => Distribute(iteration, Read<ModelPromoted>(draft.Data))),
        DataEventType.ModelDistributionComplete or DataEventType.PromotionRejected => () => Handle(() => Follow(iteration)),
        _ => () => { }
        ,
    };

    private Action Asked(SimulatedIteration iteration, SelfplayRequested asked)
    {
        var rate = _inputs.Worker.GamesPerSecond * (asked.Model is null ? _inputs.Worker.RolloutFactor : 1);
        var job = new SimulatedJob(WorkKind.SelfPlay, asked.Games, rate, _inputs.Worker.CheckpointGames, done => Played(iteration, asked, done));
        return () => _selfPlay.Put(job);
    }

    private void Played(SimulatedIteration iteration, SelfplayRequested asked, SimulatedJob job)
    {
        _services.Store(writes: (job.Units / _inputs.Worker.CheckpointGames) + 1, reads: 1);
        var done = new SelfplayComplete
        {
            Config = Config,
            Iteration = iteration.Number,
            JobId = asked.JobId,
            Shard = asked.Shard,
            Data = Artifact(ArtifactKind.Games, iteration.Number),
            Games = job.Units,
            Attempt = job.Attempts,
            Seconds = 0,
        };
        Tell(iteration, SelfplayComplete.Type, (state, cause) => SelfPlayCollectionPolicy.Decide(state, cause, done), () => Figures.Games += job.Units);
    }

    /// <summary>An event to a webhook, whose handler commits to the iteration and tells the learner where that ended a stage it knows.</summary>
    private void Tell(SimulatedIteration iteration, DataEventType type, Func<IterationState, EventEnvelope, Decision<IterationState>> decide, Action counted) =>
        _services.Publish(() => Handle(() => Commit(iteration, type, decide, counted)));

    /// <summary>A function call that does little.</summary>
    private void Handle(Action handler) => _functions.Run(_inputs.Limits.CommitSeconds, handler);

    /// <summary>What one call does; a repeated delivery is a duplicate there.</summary>
    private Action Once(Action handler)
    {
        var begun = false;
        return () =>
        {
            if (begun)
            {
                Figures.Stale++;
                return;
            }

            begun = true;
            handler();
        };
    }

    /// <summary>Commits a decision, publishes its events, and lets the learner follow.</summary>
    private void Commit(
        SimulatedIteration iteration, DataEventType type, Func<IterationState, EventEnvelope, Decision<IterationState>> decide, Action? committed = null)
    {
        if (iteration.Commits is { } crowded)
        {
            _services.Commit(crowded, Decided);
        }
        else
        {
            _services.Commit(Decided);
        }

        void Decided()
        {
            if (decide(iteration.State, Cause(type)) is not Decision<IterationState>.Accept accepted)
            {
                Figures.Stale++;
                return;
            }

            (var before, iteration.State) = (iteration.State.Stage, accepted.State);
            iteration.Enter(accepted.State.Stage, _agenda.Now);
            committed?.Invoke();
            if (before == IterationStage.SelfPlay && accepted.State.Stage != before)
            {
                Figures.Asked += iteration.Games;
            }

            Publish(iteration, accepted.Events);
            Follow(iteration, type);
        }
    }

    /// <summary>Tells the learner that self-play of an iteration, or the iteration, is over, and begins what has room then.</summary>
    private void Follow(SimulatedIteration iteration, DataEventType? handled = null)
    {
        var state = iteration.State;
        if (state.Stage == IterationStage.SelfPlay
            || (handled is not null && state is { Stage: IterationStage.Finished, Outcome: IterationOutcome.Promoted or IterationOutcome.Rejected }))
        {
            return;
        }

        Change(
            learner => state.Stage == IterationStage.Finished ? _policy.Closed(learner, state, _champion) : LearnerPolicy.Played(learner, state.Iteration),
            _ =>
            {
                if (state.Stage == IterationStage.Finished && _open.Remove(iteration.Number))
                {
                    Figures.Finish(iteration);
                }

                Fill(Size.LeastLanes);
            });
    }

    /// <summary>Changes the learner, which sees the champion as it is now.</summary>
    private void Change(Func<LearnerState, LearnerState> to, Action<LearnerState> then) => Learner.Change(before => to(_policy.Seen(before, _champion)), then);

    private static TEvent Read<TEvent>(JsonElement data) => data.Deserialize<TEvent>(EventJson.Options)!;

    private EventEnvelope Cause(DataEventType type) => new()
    {
        Id = string.Empty,
        Source = "/ringrift/simulation",
        Time = _holds.Time,
        Type = type,
        SchemaVersion = 1,
        CorrelationId = string.Empty,
        CausationId = string.Empty,
        Subject = Config,
        Data = default,
    };

    private static ArtifactRef Artifact(ArtifactKind kind, int iteration) => new(kind, iteration.ToString("x64", CultureInfo.InvariantCulture), 0);
}
