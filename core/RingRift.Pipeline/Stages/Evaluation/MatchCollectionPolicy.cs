using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>Collects chunks in whatever order they come; the last one completes the evaluation. Results are matched to what was asked for by job, never by config (K10).</summary>
public static class MatchCollectionPolicy
{
    /// <summary>Decides about a played chunk.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, MatchCompleted done)
    {
        ArgumentNullException.ThrowIfNull(done);
        if (!StageCheck.IsAt(state, IterationStage.Evaluation, MatchCompleted.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var evaluation = state.Evaluation!;
        if (evaluation.Matches.FirstOrDefault(match => match.JobId == done.JobId) is not { } match)
        {
            return StageCheck.Leave(new HandlerResult.DeadLetter($"job '{done.JobId}' was never asked for"));
        }

        if (match.IsSettled())
        {
            return StageCheck.Leave(new HandlerResult.Stale($"job '{done.JobId}' is already {(match.Withdrawn ? "withdrawn" : "counted")}"));
        }

        return Fault(state, match, done) is { } fault
            ? StageCheck.Leave(new HandlerResult.DeadLetter($"job '{done.JobId}': {fault}"))
            : Count(state, cause, evaluation, match, done);
    }

    /// <summary>Decides when a network under evaluation cannot be run.</summary>
    public static Decision<IterationState> DecideUnplayable(IterationState? state, EventEnvelope cause, string fault) =>
        StageCheck.IsAt(state, IterationStage.Evaluation, MatchRequested.Type, out var answer)
            ? new Decision<IterationState>.Accept(state.Ended(cause, IterationOutcome.EvaluationFailed, fault))
            : StageCheck.Leave(answer);

    /// <summary>Decides when a past champion cannot be played: its chunks are not waited for, since the candidate is not judged by them.</summary>
    public static Decision<IterationState> DecideWithdrawn(IterationState? state, EventEnvelope cause, Opponent opponent, string fault)
    {
        ArgumentNullException.ThrowIfNull(opponent);
        if (!StageCheck.IsAt(state, IterationStage.Evaluation, MatchRequested.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var matches = state.Evaluation!.Matches.Select(match => match with { Withdrawn = match.Withdrawn || (match.Opponent == opponent && !match.IsSettled()) });
        return Settle(state, cause, state.Evaluation with { Matches = [.. matches] }, $"{opponent.Name} is not played: {fault}");
    }

    /// <summary>Results without the evidence that was asked for are refused (K11).</summary>
    private static string? Fault(IterationState state, MatchState match, MatchCompleted done)
    {
        var games = match.Pairs * GameConfig.Parse(state.Config).Players;
        return done switch
        {
            _ when done.Opponent != match.Opponent => $"the opponent is {done.Opponent}, asked for was {match.Opponent}",
            _ when done.PairScores.Count != match.Pairs => $"{done.PairScores.Count} pairs were played, asked for were {match.Pairs}",
            _ when done.Games != games => $"{done.Games} games were played, {match.Pairs} pairs make {games}",
            _ when done.PairScores.Any(score => score is not (>= 0 and <= 1)) => "a pair's score is not within 0 and 1",
            _ when done.Wins < 0 || done.Draws < 0 || done.Wins + done.Draws > done.Games => $"{done.Wins} wins and {done.Draws} draws do not fit {done.Games} games",
            _ => null,
        };
    }

    private static Decision<IterationState> Count(
        IterationState state, EventEnvelope cause, EvaluationState evaluation, MatchState match, MatchCompleted done)
    {
        var played = match with { PairScores = done.PairScores, Games = done.Games, Wins = done.Wins, Draws = done.Draws };
        var counted = evaluation with { Matches = [.. evaluation.Matches.Select(other => other.JobId == played.JobId ? played : other)] };
        return Settle(state, cause, counted, string.Create(CultureInfo.InvariantCulture, $"{done.JobId}: {done.Wins} of {done.Games} games won"));
    }

    private static Decision<IterationState> Settle(IterationState state, EventEnvelope cause, EvaluationState counted, string note)
    {
        if (counted.Matches.Any(match => !match.IsSettled()))
        {
            return new Decision<IterationState>.Accept((state with { Evaluation = counted }).Noting(cause, note));
        }

        var scores = MatchTally.Scores(state.Config, counted);
        return new Decision<IterationState>.Accept(
            (state with { Stage = IterationStage.Promotion, Evaluation = counted with { Scores = scores } }).Noting(cause, note),
            EventDraft.Of(new EvaluationCompleted { Config = state.Config, Iteration = state.Iteration, Candidate = counted.Candidate, Scores = scores }));
    }
}
