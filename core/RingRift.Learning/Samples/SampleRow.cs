namespace RingRift.Learning.Samples;

/// <summary>One training sample but its planes: the targets of a fully searched decision, from the view of the seat to move.</summary>
/// <param name="Ply">Ply in its game.</param>
/// <param name="Seat">Seat to move, 1..players.</param>
/// <param name="Actions">Numbers of the legal actions, ascending.</param>
/// <param name="Weights">Weight of each action, 0 for one the search never visited; they sum to 1.</param>
/// <param name="Value">Target shares, seat to move first: a mix of the game's outcome and the search's opinion.</param>
/// <param name="Outcome">The game's outcome alone, seat to move first.</param>
/// <param name="Symmetric">Whether every action has an image under the board's symmetries; where not, only the identity may be applied.</param>
public sealed record SampleRow(int Ply, byte Seat, int[] Actions, float[] Weights, float[] Value, float[] Outcome, bool Symmetric);
