using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Runs;

/// <summary>Says in words what an iteration waits for.</summary>
internal static class StageText
{
    public static string WaitsFor(IterationState state) => state.Stage switch
    {
        IterationStage.SelfPlay => Say($"{state.MissingShards().Count()} of {state.Plan.Shards} self-play shards"),
        IterationStage.Sync => "games to be verified and merged",
        IterationStage.Export => "samples to be written",
        IterationStage.Gate => "the quality gate",
        IterationStage.Training when state.Training is { Attempt: 0 } => "a worker to begin training",
        IterationStage.Training => Say($"training on {state.Training?.Worker}"),
        IterationStage.Evaluation => Say($"{Unplayed(state)} of {state.Evaluation?.Matches.Count ?? 0} match jobs"),
        IterationStage.Promotion => "the promotion gate",
        IterationStage.Distribution => "the champion to be distributed",
        IterationStage.Finished => "nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state.Stage, "no such stage"),
    };

    private static int Unplayed(IterationState state) => state.Evaluation?.Matches.Count(match => !match.IsSettled()) ?? 0;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
