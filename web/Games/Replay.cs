using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.SelfPlay;
using RingRift.Web.Play;
using GameRecord = RingRift.Learning.SelfPlay.GameRecord;

namespace RingRift.Web.Games;

/// <summary>A recorded game, played again by the rules.</summary>
public sealed class Replay
{
    private readonly Dictionary<int, RecordedDecision> _decisions;

    /// <summary>Plays a record.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="FormatException">The rules or a move are not those of the game.</exception>
    public Replay(GameRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        _decisions = record.Decisions.ToDictionary(decision => decision.Ply);
        try
        {
            Game = new PlayedGame(record.FullRules());
            foreach (var move in record.SplitMoves())
            {
                Game.Play(MoveNotation.Parse(Game.State, move));
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or IllegalMoveException)
        {
            throw new FormatException($"The record is not a game: {wrong.Message}", wrong);
        }
    }

    /// <summary>The record.</summary>
    public GameRecord Record { get; }

    /// <summary>The game, at its end.</summary>
    public PlayedGame Game { get; }

    /// <summary>What a full search found before a ply; null where there was none.</summary>
    /// <param name="ply">Moves played before it.</param>
    public RecordedDecision? DecisionAt(int ply) => _decisions.GetValueOrDefault(ply);

    /// <summary>The moves that a full search visited, the most visited first; moves that share an action number stand together.</summary>
    /// <param name="position">The position after that many moves.</param>
    /// <param name="decision">What was found in it.</param>
    public static IReadOnlyList<VisitedMove> VisitedMoves(GameState position, RecordedDecision decision)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(decision);
        var (space, moves, total) = (ActionSpace.For(position.Rules.Config), new MoveList(), Math.Max(1, decision.Visits.Sum()));
        position.LegalMoves(moves);
        var named = moves.AsSpan().ToArray().ToLookup(space.IndexOf);
        return
        [
            .. decision.Actions.Zip(decision.Visits)
                .OrderByDescending(visited => visited.Second)
                .Select(visited => new VisitedMove(
                    string.Join(" or ", named[visited.First].Select(move => MoveNotation.Format(position, move))),
                    string.Join(" or ", named[visited.First].Select(move => MoveText.Describe(position, move))),
                    visited.Second,
                    (double)visited.Second / total)),
        ];
    }
}

/// <summary>A move that a search visited.</summary>
/// <param name="Notation">The move in notation.</param>
/// <param name="Text">The move in plain English.</param>
/// <param name="Visits">Visits.</param>
/// <param name="Share">Its part of all visits.</param>
public sealed record VisitedMove(string Notation, string Text, int Visits, double Share);
