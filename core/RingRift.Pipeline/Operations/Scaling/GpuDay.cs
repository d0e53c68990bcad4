using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>GPU-hours of a UTC day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Selfplay">Hours of the self-play workers.</param>
/// <param name="Training">Hours of the training workers.</param>
public sealed record GpuDay(DateOnly Day, double Selfplay = 0, double Training = 0) : StoredRecord
{
    /// <summary>Hours of a kind's workers.</summary>
    public double Of(WorkKind kind) => kind == WorkKind.Training ? Training : Selfplay;

    /// <summary>Hours of all workers.</summary>
    public double Total() => Selfplay + Training;

    /// <summary>The day with some hours more.</summary>
    public GpuDay Plus(WorkKind kind, double hours) =>
        kind == WorkKind.Training ? this with { Training = Training + hours } : this with { Selfplay = Selfplay + hours };
}
