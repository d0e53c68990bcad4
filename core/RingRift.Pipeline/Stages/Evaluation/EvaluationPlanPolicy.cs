using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>Plans the games a candidate is measured by: the champion, every baseline and one past champion, in chunks that are played side by side.</summary>
public sealed class EvaluationPlanPolicy(EvaluationOptions options)
{
    /// <summary>Decides about a candidate.</summary>
    /// <param name="state">The iteration.</param>
    /// <param name="cause">The event.</param>
    /// <param name="done">What it says.</param>
    /// <param name="champion">The champion; null before the first.</param>
    /// <param name="past">Past champion that the candidate meets as well; null for none.</param>
    public Decision<IterationState> Decide(
        IterationState? state, EventEnvelope cause, TrainingCompleted done, Champion? champion, PastOpponent? past = null)
    {
        ArgumentNullException.ThrowIfNull(done);
        if (!StageCheck.IsAt(state, IterationStage.Training, TrainingCompleted.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        if (state.Training!.JobId != done.JobId)
        {
            return StageCheck.Leave(new HandlerResult.DeadLetter($"job '{done.JobId}' was never asked for; the iteration's is '{state.Training.JobId}'"));
        }

        var evaluation = new EvaluationState { Candidate = done.Model, Champion = champion?.Model, Matches = [.. Chunks(state, champion?.Model, past)] };
        var trained = state.Training with
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
        return new Decision<IterationState>.Accept(
            (state with { Stage = IterationStage.Evaluation, Training = trained, Evaluation = evaluation }).Noting(cause, note),
            [.. evaluation.Matches.Select(match => Request(state, evaluation, match)), .. Selected(state, past)]);
    }

    private IEnumerable<MatchState> Chunks(IterationState state, ArtifactRef? champion, PastOpponent? past)
    {
        var opponents = options.BaselineNames().Select(name => (Opponent: new Opponent(name), Pairs: options.PairsAgainstBaseline));
        if (champion is not null)
        {
            opponents = opponents.Prepend((new Opponent(Opponents.Champion, champion), options.PairsAgainstChampion));
        }

        if (past is not null)
        {
            opponents = opponents.Append((past.Opponent, options.PairsAgainstPast));
        }

        return opponents.SelectMany(meeting => Enumerable
            .Range(0, (meeting.Pairs + options.PairsPerChunk - 1) / options.PairsPerChunk)
            .Select(chunk => new MatchState
            {
                JobId = JobIds.Match(state.Config, state.Iteration, meeting.Opponent.Name, chunk),
                Opponent = meeting.Opponent,
                FirstPair = chunk * options.PairsPerChunk,
                Pairs = Math.Min(options.PairsPerChunk, meeting.Pairs - (chunk * options.PairsPerChunk)),
            }));
    }

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

    private EventDraft Request(IterationState state, EvaluationState evaluation, MatchState match) => EventDraft.Of(new MatchRequested
    {
        Config = state.Config,
        Iteration = state.Iteration,
        JobId = match.JobId,
        Candidate = evaluation.Candidate,
        Opponent = match.Opponent,
        FirstPair = match.FirstPair,
        Pairs = match.Pairs,
        Simulations = options.MatchSimulations,
        Seed = Seeds.OfMatches(state.Plan.Seed),
    });
}
