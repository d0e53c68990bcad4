using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// What a config's iterations share: which of them are under way, the rows that were learned from and wait to be, the network that plays, and who trains and
/// who is measured now. The one row of a config that all its iterations change, each at most three times (ADR 0035).
/// </summary>
public sealed record LearnerState : StoredRecord
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Highest iteration that was begun; they count from 1 without gaps.</summary>
    public int Begun { get; init; }

    /// <summary>Iterations whose games are being played, ascending.</summary>
    public IReadOnlyList<int> Playing { get; init; } = [];

    /// <summary>Iterations past self-play that are not over, ascending.</summary>
    public IReadOnlyList<int> Working { get; init; } = [];

    /// <summary>Sample files to train on, oldest first; bounded by <see cref="SampleWindowPolicy"/>.</summary>
    public IReadOnlyList<SampleFile> Window { get; init; } = [];

    /// <summary>Games of all rows there ever were.</summary>
    public long Games { get; init; }

    /// <summary>All rows there ever were.</summary>
    public long Rows { get; init; }

    /// <summary>Rows there were when the newest training was asked for.</summary>
    public long RowsAtTraining { get; init; }

    /// <summary>Trainings asked for so far.</summary>
    public int Trainings { get; init; }

    /// <summary>The training that runs; null for none.</summary>
    public OpenTraining? Training { get; init; }

    /// <summary>Checkpoint that the next training goes on from; null for none.</summary>
    public ArtifactRef? Checkpoint { get; init; }

    /// <summary>Highest number of a training whose network neither plays nor is trained on: play and training turned back to the champion after it.</summary>
    public int LeftBehind { get; init; }

    /// <summary>Networks that play, oldest first: the last one, and in lockstep those before it that iterations to come still play with.</summary>
    public IReadOnlyList<Generator> Generators { get; init; } = [];

    /// <summary>Generation of the champion when the learner last looked; 0 before the first.</summary>
    public int ChampionGeneration { get; init; }

    /// <summary>Iteration whose candidate is measured against the champion; null for none.</summary>
    public int? Evaluating { get; init; }

    /// <summary>Iterations in a row that gave no rows.</summary>
    public int DataFailures { get; init; }

    /// <summary>Candidates in a row that could not be trained or run.</summary>
    public int CandidateFailures { get; init; }

    /// <summary>Reason of the newest failure; null where none counts any more.</summary>
    public string? Failure { get; init; }

    /// <summary>Rows since the newest training was asked for.</summary>
    public long NewRows => Rows - RowsAtTraining;

    /// <summary>Iterations that are not over, ascending.</summary>
    public IEnumerable<int> Open() => Playing.Concat(Working).Order();

    /// <summary>Name of its aggregate.</summary>
    public AggregateKey Key() => AggregateKey.Learner(Config);
}

/// <summary>A training that was asked for.</summary>
/// <param name="Number">Its number among the trainings of the config, from 1.</param>
/// <param name="Iteration">Iteration whose rows made it due.</param>
/// <param name="Window">Files it reads, oldest first.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Samples">Rows that its steps draw in all, repeats counted.</param>
public sealed record OpenTraining(int Number, int Iteration, IReadOnlyList<SampleFile> Window, int Rows, long Samples) : StoredRecord
{
    /// <summary>Checkpoint it goes on from; null to start from nothing.</summary>
    public ArtifactRef? StartFrom { get; init; }
}

/// <summary>A network that self-play uses.</summary>
/// <param name="From">Iteration whose candidate or end decided so.</param>
/// <param name="Training">Number of the training that made it; 0 for the champion that play returned to.</param>
/// <param name="Iteration">Iteration that made it; 0 where rollouts play.</param>
public sealed record Generator(int From, int Training, int Iteration) : StoredRecord
{
    /// <summary>The network; null for rollouts.</summary>
    public ArtifactRef? Model { get; init; }

    /// <summary>Its weights for further training.</summary>
    public ArtifactRef? Checkpoint { get; init; }
}
