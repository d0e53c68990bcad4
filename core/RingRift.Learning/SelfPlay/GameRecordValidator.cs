using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.SelfPlay;

/// <summary>
/// Replays a record through the rules: every move must be legal, the game must end where the record ends and as it says, and every searched
/// action must have been possible. Games cut off at the ply limit are complete when they say so.
/// </summary>
public static class GameRecordValidator
{
    // More than any search makes, and exact in the single precision that policy targets are computed in.
    private const int MostVisits = 1 << 24;

    /// <summary>Checks a record.</summary>
    /// <param name="record">The record, from whatever source.</param>
    public static GameRecordVerdict Validate(GameRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            return new GameRecordVerdict(Header(record) ?? Replay(record));
        }
        catch (Exception e) when (e is GameConfigFormatException or ArgumentException or MoveFormatException or IllegalMoveException)
        {
            return new GameRecordVerdict(e.Message);
        }
    }

    private static string? Header(GameRecord record) => record switch
    {
        { Version: not GameRecord.CurrentVersion } => $"Version {record.Version} is not {GameRecord.CurrentVersion}.",
        { Encoder: not PlaneTable.Version } => $"Encoder version {record.Encoder} is not {PlaneTable.Version}.",
        { Config: null or "" } or { Rules: null } or { Moves: null } or { Decisions: null } or { Result: null } or { Budget: null }
            or { Model: null or "" } => "A part of the record is missing.",
        _ when record.Decisions.Any(decision => decision is null) => "A decision of the record is missing.",
        { Moves: "" } => "The record has no moves.",
        _ => null,
    };

    private static string? Replay(GameRecord record)
    {
        var state = new GameState(record.FullRules());
        var decisions = new Queue<RecordedDecision>(record.Decisions);
        foreach (var text in record.SplitMoves())
        {
            if (state.IsOver)
            {
                return $"Move {text} at ply {state.Ply} comes after the end of the game.";
            }

            if (decisions.TryPeek(out var decision) && decision.Ply == state.Ply && Decision(state, decisions.Dequeue()) is { } wrong)
            {
                return wrong;
            }

            state.Play(MoveNotation.Parse(state, text));
        }

        return decisions.TryPeek(out var left)
            ? $"The decision at ply {left.Ply} is out of order or after the last move."
            : Result(state, record.Result);
    }

    private static string? Decision(GameState state, RecordedDecision decision)
    {
        var at = $"The decision at ply {decision.Ply}";
        if (decision.Actions is not { Count: > 0 } || decision.Actions.Count != decision.Visits?.Count)
        {
            return $"{at} has no visits, or not one number of visits per action.";
        }

        if (Shares(decision.Values, state.Rules.Players) is { } wrong)
        {
            return $"{at}: {wrong}";
        }

        return Visits(state, decision) is { } fault ? $"{at} {fault}" : null;
    }

    private static string? Visits(GameState state, RecordedDecision decision)
    {
        var space = ActionSpace.For(state.Rules.Config);
        var moves = new MoveList();
        state.LegalMoves(moves);
        var legal = moves.AsSpan().ToArray().Select(space.IndexOf).ToHashSet();
        var (previous, total) = (-1, 0L);
        foreach (var (action, visits) in decision.Actions.Zip(decision.Visits))
        {
            if (visits <= 0 || !legal.Contains(action))
            {
                return $"gives {visits} visits to action {action}, which must be legal and visited.";
            }

            if (action <= previous)
            {
                return $"names action {action} behind {previous}: actions ascend, each once.";
            }

            (previous, total) = (action, total + visits);
        }

        return total > MostVisits ? $"has {total} visits, more than {MostVisits}." : null;
    }

    private static string? Result(GameState state, RecordedResult result)
    {
        if (state.IsOver && (result.Winner != state.Winner || result.End != state.EndKind))
        {
            return $"The record says seat {result.Winner} won by {EndKinds.NameOf(result.End)}; "
                + $"the rules say seat {state.Winner} by {EndKinds.NameOf(state.EndKind)}.";
        }

        if (!state.IsOver && (!result.WasCut || result.Winner != 0))
        {
            return $"The moves stop at ply {state.Ply} before the end of the game, and the record does not say that it was cut off.";
        }

        return Shares(result.Shares, state.Rules.Players);
    }

    private static string? Shares(IReadOnlyList<float>? shares, int players) =>
        shares is { } given && given.Count == players && given.All(share => share is >= 0 and <= 1.001f) && Math.Abs(given.Sum() - 1) < 0.01
            ? null
            : $"The shares [{string.Join(", ", shares ?? [])}] are not one per seat that sum to 1.";
}

/// <summary>Whether a game record can be trusted.</summary>
/// <param name="Reason">What is wrong with it; null when nothing is.</param>
public sealed record GameRecordVerdict(string? Reason)
{
    /// <summary>Whether the record may be used.</summary>
    public bool IsValid => Reason is null;
}
