using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Players;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>Plans the games a candidate is measured by, in chunks that are played side by side.</summary>
public sealed class EvaluationPlanPolicy(EvaluationOptions options)
{
    /// <summary>Decides about a candidate.</summary>
    public Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, TrainingCompleted done, EvaluationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(plan);
        if (WhyNotPlanned(state, done) is { } answer)
        {
            return StageCheck.Leave(answer);
        }

        var trained = state!.Training! with
        {
            Model = done.Model,
            Checkpoint = done.Checkpoint,
            Steps = done.Steps,
            PolicyLoss = done.PolicyLoss,
            ValueLoss = done.ValueLoss,
            Seconds = done.Seconds,
        };
        var note = string.Create(
            CultureInfo.InvariantCulture, $"candidate {done.Model.ShortId} after {done.Steps} steps, losses {done.PolicyLoss:F3} and {done.ValueLoss:F3}");
        var next = (state with { Stage = IterationStage.Evaluation, Training = trained, Evaluation = Planned(state, done.Model, plan) }).Noting(cause, note);

        // Nothing but rollouts has played so far: a network that was trained takes their place without a match.
        var plays = plan.Generator is null ? new[] { GeneratorCheck.Passed(next) } : [];
        if (next.Evaluation!.Matches.Count == 0)
        {
            return new Decision<IterationState>.Accept(
                next.Ended(cause, IterationOutcome.Unmeasured, "it plays; another candidate was being measured against the champion"), plays);
        }

        return new Decision<IterationState>.Accept(next, [.. next.Evaluation!.Matches.Select(match => Request(next, match)), .. plays, .. Selected(next, plan.Past)]);
    }

    /// <summary>The answer to a training that comes too early or late, or was never asked for; null to one whose candidate is to be evaluated.</summary>
    public static HandlerResult? WhyNotPlanned(IterationState? state, TrainingCompleted done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return !StageCheck.IsAt(state, IterationStage.Training, TrainingCompleted.Type, out var answer) ? answer
            : state.Training!.JobId == done.JobId ? null
            : new HandlerResult.DeadLetter($"job '{done.JobId}' was never asked for; the iteration's is '{state.Training.JobId}'");
    }

    /// <summary>
    /// A candidate that passes the gate, measured against the baselines that it did not meet yet; null when it met all. Of a candidate that does not pass nobody
    /// needs their figures.
    /// </summary>
    public Decision<IterationState>.Accept? AgainstBaselines(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var evaluation = state.Evaluation!;
        MatchState[] chunks =
        [
            .. options.BaselineNames().Except(evaluation.Matches.Select(match => match.Opponent.Name))
                .SelectMany(name => Chunks(state, new Opponent(name), options.PairsAgainstBaseline)),
        ];
        var next = state with { Evaluation = evaluation with { Matches = [.. evaluation.Matches, .. chunks] } };
        return chunks.Length == 0 ? null : new Decision<IterationState>.Accept(next, [.. chunks.Select(match => Request(next, match))]);
    }

    /// <summary>
    /// Further chunks against the one whom the gate asks about: one for each chunk after which the test was open, so that a few are always
    /// played ahead. Null for none.
    /// </summary>
    /// <param name="state">The iteration.</param>
    /// <param name="rival">Name of the one whom the candidate has to be better than.</param>
    /// <param name="openPairs">Pairs without a gap after which the test was open.</param>
    public Decision<IterationState>.Accept? AgainstRival(IterationState state, string rival, int openPairs)
    {
        ArgumentNullException.ThrowIfNull(state);
        var evaluation = state.Evaluation!;
        MatchState[] asked = [.. evaluation.Matches.Where(match => match.Opponent.Name == rival)];
        var passed = asked.Count(match => match.FirstPair + match.Pairs <= openPairs);
        var (count, first) = (asked.Length, asked.Sum(match => match.Pairs));
        var further = new List<MatchState>();
        while (count > 0 && count < passed + options.ChunksAhead && first < evaluation.MostPairs)
        {
            further.Add(Chunk(state, asked[0].Opponent, count++, first, Math.Min(options.PairsPerChunk, evaluation.MostPairs - first)));
            first += further[^1].Pairs;
        }

        var next = state with { Evaluation = evaluation with { Matches = [.. evaluation.Matches, .. further] } };
        return further.Count == 0 ? null : new Decision<IterationState>.Accept(next, [.. further.Select(match => Request(next, match))]);
    }

    private EvaluationState Planned(IterationState state, ArtifactRef candidate, EvaluationPlan plan) => new()
    {
        Candidate = candidate,
        Champion = plan.IsMeasured ? plan.Champion?.Model : null,
        Generator = plan.Generator,
        IsChecked = plan.Generator is not null,
        IsMeasured = plan.IsMeasured,
        MostPairs = plan.IsMeasured ? options.PairsAgainstChampion : 0,
        Matches = [.. Chunks(state, plan)],
    };

    private IEnumerable<MatchState> Chunks(IterationState state, EvaluationPlan plan)
    {
        var opponents = new List<(Opponent Opponent, int Pairs)>();
        if (plan.Generator is { } generator && !plan.ChecksByChampion)
        {
            opponents.Add((new Opponent(EvaluationState.GeneratorName, generator), options.PairsAgainstGenerator));
        }

        if (plan is { IsMeasured: true, Champion: { } champion })
        {
            opponents.Add((new Opponent(Opponents.Champion, champion.Model), options.FirstPairsAgainstChampion()));
        }

        if (plan is { IsMeasured: true, Champion: null })
        {
            opponents.Add((new Opponent(Baseline.Random), options.FirstPairsAgainstChampion()));
        }

        if (plan.Past is { } past)
        {
            opponents.Add((past.Opponent, options.PairsAgainstPast));
        }

        return opponents.SelectMany(meeting => Chunks(state, meeting.Opponent, meeting.Pairs));
    }

    private IEnumerable<MatchState> Chunks(IterationState state, Opponent opponent, int pairs) => Enumerable
        .Range(0, (pairs + options.PairsPerChunk - 1) / options.PairsPerChunk)
        .Select(chunk => (Chunk: chunk, First: chunk * options.PairsPerChunk))
        .Select(next => Chunk(state, opponent, next.Chunk, next.First, Math.Min(options.PairsPerChunk, pairs - next.First)));

    private static MatchState Chunk(IterationState state, Opponent opponent, int chunk, int first, int pairs) => new()
    {
        JobId = JobIds.Match(state.Config, state.Iteration, opponent.Name, chunk),
        Opponent = opponent,
        FirstPair = first,
        Pairs = pairs,
    };

    private static IEnumerable<EventDraft> Selected(IterationState state, PastOpponent? past)
    {
        if (past is not null)
        {
            yield return EventDraft.Of(new OpponentSelected
            {
                Config = state.Config,
                Iteration = state.Iteration,
                Opponent = past.Rated.Member.Model,
                Priority = past.Rated.Priority,
                WinRate = past.Rated.WinRate,
                Games = past.Rated.Games,
            });
        }
    }

    private EventDraft Request(IterationState state, MatchState match) => EventDraft.Of(new MatchRequested
    {
        Config = state.Config,
        Iteration = state.Iteration,
        JobId = match.JobId,
        Candidate = state.Evaluation!.Candidate,
        Opponent = match.Opponent,
        FirstPair = match.FirstPair,
        Pairs = match.Pairs,
        Simulations = options.MatchSimulations,
        Seed = Seeds.OfMatches(state.Plan.Seed),
    });
}

/// <summary>Whom a candidate meets.</summary>
public sealed record EvaluationPlan
{
    /// <summary>The champion; null before the first.</summary>
    public Champion? Champion { get; init; }

    /// <summary>Network that plays; null for rollouts.</summary>
    public ArtifactRef? Generator { get; init; }

    /// <summary>Whether the candidate is measured against champion and baselines, and not only checked.</summary>
    public required bool IsMeasured { get; init; }

    /// <summary>Past champion that it meets as well; null for none.</summary>
    public PastOpponent? Past { get; init; }

    /// <summary>Whether its first games against the champion say whether it may play: the champion is the network that plays.</summary>
    public bool ChecksByChampion => IsMeasured && Champion?.Model == Generator;
}
