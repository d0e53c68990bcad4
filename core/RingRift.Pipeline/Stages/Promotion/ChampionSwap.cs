using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>
/// Swaps the champion pointer under its token. Knows its own earlier swap again, so that a crash between swap and commit does no harm;
/// refuses when the champion is not the one the candidate met.
/// </summary>
public sealed class ChampionSwap(IChampionStore champions)
{
    /// <summary>
    /// Whether an earlier attempt swapped already and a crash came before its commit. Asks the history: the pointer may have been rolled
    /// back since, and a promotion is not made twice for that.
    /// </summary>
    public async Task<bool> HasSwappedAsync(IterationState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return await champions.HistoryAsync(state.Config, cancellationToken).AnyAsync(
            champion => champion.Rollback is null && champion.Iteration == state.Iteration && champion.Model == state.Evaluation!.Candidate,
            cancellationToken);
    }

    /// <summary>Makes the candidate champion.</summary>
    /// <returns>The verdict, turned into a refusal when another champion came first.</returns>
    public async Task<PromotionVerdict> SwapAsync(IterationState state, PromotionVerdict verdict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(verdict);
        var evaluation = state.Evaluation!;
        var pointer = await champions.GetAsync(state.Config, cancellationToken);
        if (await HasSwappedAsync(state, cancellationToken))
        {
            return verdict;
        }

        if (pointer?.Champion.Model != evaluation.Champion)
        {
            return Overtaken(verdict, pointer);
        }

        var next = new Champion(
            state.Config, evaluation.Candidate, state.Training!.Checkpoint!, state.Iteration, (pointer?.Champion.Generation ?? 0) + 1);
        if (await champions.TrySwapAsync(next, pointer?.Token, cancellationToken))
        {
            return verdict;
        }

        return await HasSwappedAsync(state, cancellationToken)
            ? verdict
            : Overtaken(verdict, await champions.GetAsync(state.Config, cancellationToken));
    }

    private static PromotionVerdict Overtaken(PromotionVerdict verdict, ChampionPointer? pointer) => verdict with
    {
        Passed = false,
        Reason = $"the champion changed during the evaluation, it is {pointer?.Champion.Model.ShortId ?? "none"} now; the candidate never met it",
    };
}
