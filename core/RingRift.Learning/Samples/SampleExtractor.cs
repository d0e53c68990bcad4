using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Samples;

/// <summary>Replays game records and turns their searched decisions into training samples.</summary>
public sealed class SampleExtractor
{
    /// <summary>Receives one sample.</summary>
    /// <param name="planes">The encoded position; valid during the call.</param>
    /// <param name="row">Its targets.</param>
    public delegate void SampleSink(ReadOnlySpan<byte> planes, SampleRow row);

    private readonly GameConfig _config;
    private readonly float _outcomeWeight;
    private readonly PositionEncoder _encoder;
    private readonly ActionSpace _actions;
    private readonly MoveList _moves = new();
    private readonly byte[] _planes;
    private readonly bool[] _turns;

    /// <summary>An extractor for one configuration.</summary>
    /// <param name="config">The configuration of all records.</param>
    /// <param name="outcomeWeight">Part of the value target that is the game's outcome, 0..1; the rest is the search's root value.</param>
    public SampleExtractor(GameConfig config, float outcomeWeight = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outcomeWeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outcomeWeight, 1f);
        _config = config;
        _outcomeWeight = outcomeWeight;
        _encoder = PositionEncoder.For(config);
        _actions = ActionSpace.For(config);
        _planes = new byte[_encoder.Size];
        _turns = Turning(config);
    }

    /// <summary>Extracts every sample of a record, in ply order.</summary>
    /// <param name="record">A valid record (<see cref="GameRecordValidator"/>).</param>
    /// <param name="sink">Receives the samples.</param>
    /// <exception cref="ArgumentException">The record is of another configuration.</exception>
    /// <exception cref="IllegalMoveException">A move is not legal.</exception>
    /// <exception cref="MoveFormatException">A move is not notation.</exception>
    public void Extract(GameRecord record, SampleSink sink)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(sink);
        if (record.Config != _config.Name)
        {
            throw new ArgumentException($"The record is of {record.Config}, not {_config}.", nameof(record));
        }

        var moves = record.SplitMoves();
        var swapPly = Array.IndexOf(moves, "SW");
        var state = new GameState(record.FullRules());
        var next = 0;
        foreach (var decision in record.Decisions)
        {
            for (; next < decision.Ply; next++)
            {
                state.Play(MoveNotation.Parse(state, moves[next]));
            }

            _encoder.Encode(state, _planes);
            sink(_planes, ToRow(state, decision, record.Result.Shares, agentsChangeSeats: decision.Ply <= swapPly));
        }
    }

    private SampleRow ToRow(GameState state, RecordedDecision decision, IReadOnlyList<float> shares, bool agentsChangeSeats)
    {
        var players = _config.Players;
        var outcome = new float[players];
        var value = new float[players];
        for (var relative = 0; relative < players; relative++)
        {
            var seat = (state.SeatToMove - 1 + relative) % players;
            outcome[relative] = shares[agentsChangeSeats ? 1 - seat : seat];
            value[relative] = (_outcomeWeight * outcome[relative]) + ((1 - _outcomeWeight) * decision.Values[seat]);
        }

        var legal = LegalActions(state);
        var weights = new float[legal.Length];
        var total = (float)decision.Visits.Sum(visits => (long)visits);
        for (var i = 0; i < decision.Actions.Count; i++)
        {
            weights[Array.BinarySearch(legal, decision.Actions[i])] = decision.Visits[i] / total;
        }

        return new SampleRow(state.Ply, (byte)state.SeatToMove, legal, weights, value, outcome, legal.All(action => _turns[action]));
    }

    /// <summary>Numbers of the legal moves, ascending, each once: what the policy is a choice among.</summary>
    private int[] LegalActions(GameState state)
    {
        state.LegalMoves(_moves);
        var actions = new SortedSet<int>();
        foreach (var move in _moves.AsSpan())
        {
            actions.Add(_actions.IndexOf(move));
        }

        return [.. actions];
    }

    /// <summary>For every action whether all symmetries have an image of it.</summary>
    private static bool[] Turning(GameConfig config)
    {
        var turning = Enumerable.Repeat(true, ActionSpace.For(config).Count).ToArray();
        foreach (var symmetry in BoardSymmetry.AllFor(config))
        {
            for (var action = 0; action < turning.Length; action++)
            {
                turning[action] &= symmetry.ActionImages[action] >= 0;
            }
        }

        return turning;
    }
}

/// <summary>One training sample but its planes: the targets of a fully searched decision, from the view of the seat to move.</summary>
/// <param name="Ply">Ply in its game.</param>
/// <param name="Seat">Seat to move, 1..players.</param>
/// <param name="Actions">Numbers of the legal actions, ascending.</param>
/// <param name="Weights">Weight of each action, 0 for one the search never visited; they sum to 1.</param>
/// <param name="Value">Target shares, seat to move first: a mix of the game's outcome and the search's opinion.</param>
/// <param name="Outcome">The game's outcome alone, seat to move first.</param>
/// <param name="Symmetric">
/// Whether every action has an image under the board's symmetries; where not, only the identity may be applied.
/// </param>
public sealed record SampleRow(int Ply, byte Seat, int[] Actions, float[] Weights, float[] Value, float[] Outcome, bool Symmetric);
