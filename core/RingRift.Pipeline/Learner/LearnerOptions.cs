using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>How much of a config goes on at the same time, and when it is trained; section <c>Pipeline</c>.</summary>
public sealed class LearnerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>
    /// Iterations of a config whose games are played at the same time, at least. Default 4. <c>ringrift</c> sets one more than it starts workers.
    /// Where the scaler starts the workers there are two for each that the config's part of <c>Scaler:Selfplay:Maximum</c> has, and their shards are larger.
    /// </summary>
    [Range(1, 10_000)]
    public int Lanes { get; set; } = 4;

    /// <summary>Rows that make the first training due. Default 30,000, those of some 1,300 games of <c>hex8_2p</c>: a first network that beats chance soon is worth more than a better one later.</summary>
    [Range(1, 1_000_000_000)]
    public long FirstTrainingRows { get; set; } = 30_000;

    /// <summary>New rows that make a further training due. Default 6,000, those of some 250 games of <c>hex8_2p</c>; 24 times as many where the scaler starts the workers.</summary>
    [Range(1, 1_000_000_000)]
    public long RowsPerTraining { get; set; } = 6_000;

    /// <summary>How often the trainings draw each row, all windows that it is in taken together. Default 8.</summary>
    [Range(0.1, 1000)]
    public double RowUses { get; set; } = 8;

    /// <summary>Rows up to which a training sees all there are; of more it sees a part that grows more slowly than they do (ADR 0035). Default 60,000.</summary>
    [Range(1, 1_000_000_000)]
    public long WindowRows { get; set; } = 60_000;

    /// <summary>Whether the network of an iteration, the rows of a training and its start follow from numbers alone and not from time, so that a run can be repeated. Default false.</summary>
    public bool Lockstep { get; set; }

    /// <summary>File with the schedule of another run that this one keeps to (option <c>--replay</c> of <c>ringrift train</c>); null for none. Not together with <c>Pipeline:Lockstep</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>In lockstep: iterations from a candidate's own to the first that may play with it. Default 8.</summary>
    [Range(1, 100_000)]
    public int LockstepLag { get; set; } = 8;
}
