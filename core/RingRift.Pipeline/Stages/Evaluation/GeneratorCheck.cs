using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>
/// A short match against the network that plays, which a candidate has to stand before it plays itself (ADR 0035). It keeps out what is broken; who becomes
/// champion is decided by the promotion gate.
/// </summary>
public static class GeneratorCheck
{
    /// <summary>The candidate's score in the check, 0 to 1; null while it is not over.</summary>
    public static double? ScoreOf(EvaluationState evaluation, int pairs)
    {
        var chunks = ChunksOf(evaluation, pairs);
        return chunks.All(chunk => chunk.PairScores is not null) ? chunks.SelectMany(chunk => chunk.PairScores!).DefaultIfEmpty(0).Average() : null;
    }

    /// <summary>
    /// The chunks that the check is made of: those against the network that plays, or the first against the champion where it is that network. What is concluded
    /// from a failed check follows from them alone, whichever others came before their turn.
    /// </summary>
    public static IReadOnlyList<MatchState> ChunksOf(EvaluationState evaluation, int pairs)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var name = evaluation.Matches.Any(match => match.Opponent.Name == EvaluationState.GeneratorName)
            ? EvaluationState.GeneratorName
            : EvaluationState.ChampionName;
        return [.. evaluation.Matches.Where(match => match.Opponent.Name == name && match.FirstPair < pairs)];
    }

    /// <summary>The event that a candidate plays from now on.</summary>
    public static EventDraft Passed(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return EventDraft.Of(new ModelUpdated
        {
            Config = state.Config,
            Iteration = state.Iteration,
            Training = state.Training!.Number,
            Model = state.Evaluation!.Candidate,
            Checkpoint = state.Training.Checkpoint!,
        });
    }

    /// <summary>The figures, for people.</summary>
    public static string Say(double score, double floor) => string.Create(
        CultureInfo.InvariantCulture, $"score {score:F3} against the network that plays, {(score >= floor ? "not below" : "below")} {floor:F3}");
}
