namespace RingRift.Simulation.Inputs;

/// <summary>How long the stages on functions take. Assumed for one instance; runs on laptops are of this order.</summary>
public sealed record StageInputs
{
    /// <summary>Games a second that the sync replays and checks.</summary>
    public double SyncGamesPerSecond { get; init; } = 400;

    /// <summary>Games a second that the export writes as rows.</summary>
    public double ExportGamesPerSecond { get; init; } = 300;

    /// <summary>Rows of a game (39 in ADR 0006).</summary>
    public double RowsPerGame { get; init; } = 39;

    /// <summary>Rows of a step (<c>Training:BatchSize</c>).</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Fewest steps (<c>Training:MinSteps</c>).</summary>
    public int MinSteps { get; init; } = 100;

    /// <summary>Most steps (<c>Training:MaxSteps</c>).</summary>
    public int MaxSteps { get; init; } = 2500;

    /// <summary>
    /// Match games a second of one function instance: 2.85 measured on one core for the opponents of an iteration (ADR 0026), less assumed
    /// there.
    /// </summary>
    public double MatchGamesPerSecond { get; init; } = 1.8;

    /// <summary>Seconds of a decision: gate, promotion, distribution.</summary>
    public double DecisionSeconds { get; init; } = 1;
}
