using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>
/// Collects chunks in whatever order they come, and asks for more of them while the gate's test is open. Which ones follows from the results in the order of the
/// openings alone, so that they are the same whoever comes first (ADR 0038). The last one asked for completes the evaluation, unless the candidate passes the
/// gate and has baselines to meet. Nothing more is asked for once another is champion than the one that the candidate meets. Results are matched to what was
/// asked for by job, never by config (K10).
/// </summary>
public sealed class MatchCollectionPolicy(EvaluationOptions options, EvaluationPlanPolicy plan, PromotionGate gate)
{
    /// <summary>Decides about a played chunk.</summary>
    /// <param name="state">The iteration.</param>
    /// <param name="cause">The event.</param>
    /// <param name="done">Its payload.</param>
    /// <param name="champion">The champion as it is now; null before the first.</param>
    public Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, MatchCompleted done, ArtifactRef? champion)
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
            : Settle(state, cause, Counted(evaluation, match, done), champion, Say(done));
    }

    /// <summary>Decides when a network under evaluation cannot be run.</summary>
    public static Decision<IterationState> DecideUnplayable(IterationState? state, EventEnvelope cause, string fault) =>
        StageCheck.IsAt(state, IterationStage.Evaluation, MatchRequested.Type, out var answer)
            ? new Decision<IterationState>.Accept(state.Ended(cause, IterationOutcome.EvaluationFailed, fault))
            : StageCheck.Leave(answer);

    /// <summary>Decides when a past champion cannot be played: its chunks are not waited for, since the candidate is not judged by them.</summary>
    /// <param name="state">The iteration.</param>
    /// <param name="cause">The event.</param>
    /// <param name="opponent">The past champion.</param>
    /// <param name="fault">Why it cannot be played.</param>
    /// <param name="champion">The champion as it is now; null before the first.</param>
    public Decision<IterationState> DecideWithdrawn(IterationState? state, EventEnvelope cause, Opponent opponent, string fault, ArtifactRef? champion)
    {
        ArgumentNullException.ThrowIfNull(opponent);
        if (!StageCheck.IsAt(state, IterationStage.Evaluation, MatchRequested.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var matches = state.Evaluation!.Matches.Select(match => match with { Withdrawn = match.Withdrawn || (match.Opponent == opponent && !match.IsSettled()) });
        return Settle(state, cause, state.Evaluation with { Matches = [.. matches] }, champion, $"{opponent.Name} is not played: {fault}");
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

    private static EvaluationState Counted(EvaluationState evaluation, MatchState match, MatchCompleted done)
    {
        var played = match with { PairScores = done.PairScores, Games = done.Games, Wins = done.Wins, Draws = done.Draws };
        return evaluation with { Matches = [.. evaluation.Matches.Select(other => other.JobId == played.JobId ? played : other)] };
    }

    private static string Say(MatchCompleted done) => string.Create(CultureInfo.InvariantCulture, $"{done.JobId}: {done.Wins} of {done.Games} games won");

    private Decision<IterationState> Settle(IterationState state, EventEnvelope cause, EvaluationState counted, ArtifactRef? champion, string note)
    {
        var score = counted is { IsChecked: true, Passed: null } ? GeneratorCheck.ScoreOf(counted, options.PairsAgainstGenerator) : null;
        var judged = score is { } found ? counted with { Passed = found >= options.GeneratorFloor } : counted;
        var next = (state with { Evaluation = judged }).Noting(cause, note);
        var plays = score is not null && judged.Passed == true ? new[] { GeneratorCheck.Passed(next) } : [];
        if (score is { } failed && judged.Passed == false)
        {
            return Failed(next, cause, GeneratorCheck.Say(failed, options.GeneratorFloor));
        }

        return Further(next, champion) is { } further ? further with { Events = [.. plays, .. further.Events] }
            : judged.Matches.Any(match => !match.IsSettled()) ? new Decision<IterationState>.Accept(next, plays)
            : Complete(next, cause, plays);
    }

    /// <summary>Chunks that follow from those played; null for none, also where the candidate cannot be promoted any more.</summary>
    private Decision<IterationState>.Accept? Further(IterationState state, ArtifactRef? champion)
    {
        var evaluation = state.Evaluation!;
        if (!evaluation.IsMeasured || evaluation.Champion != champion)
        {
            return null;
        }

        var found = gate.Measure(state);
        return plan.AgainstRival(state, found.Opponent, found.OpenPairs)
            ?? (found.Passes && evaluation.Matches.All(match => match.IsSettled()) ? plan.AgainstBaselines(state) : null);
    }

    private static Decision<IterationState>.Accept Complete(IterationState state, EventEnvelope cause, EventDraft[] plays)
    {
        var judged = state.Evaluation!;
        var scored = state with { Evaluation = judged with { Scores = MatchTally.Scores(state.Config, judged) } };
        return judged.IsMeasured
            ? new Decision<IterationState>.Accept(scored with { Stage = IterationStage.Promotion }, [.. plays, Completed(scored)])
            : new Decision<IterationState>.Accept(
                scored.Ended(cause, IterationOutcome.Unmeasured, "it plays; another candidate was being measured against the champion"), plays);
    }

    /// <summary>A candidate that loses to the network that plays needs no further game, and is judged by no other.</summary>
    private Decision<IterationState>.Accept Failed(IterationState state, EventEnvelope cause, string reason)
    {
        var evaluation = state.Evaluation! with { Matches = GeneratorCheck.ChunksOf(state.Evaluation, options.PairsAgainstGenerator) };
        return new Decision<IterationState>.Accept(
            (state with { Evaluation = evaluation with { Scores = MatchTally.Scores(state.Config, evaluation) } }).Ended(cause, IterationOutcome.Rejected, reason),
            EventDraft.Of(new PromotionRejected { Config = state.Config, Iteration = state.Iteration, Candidate = evaluation.Candidate, Reason = reason }));
    }

    private static EventDraft Completed(IterationState state) => EventDraft.Of(new EvaluationCompleted
    {
        Config = state.Config,
        Iteration = state.Iteration,
        Candidate = state.Evaluation!.Candidate,
        Scores = state.Evaluation.Scores,
    });
}
