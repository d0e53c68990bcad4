namespace RingRift.Game.Traces;

/// <summary>One line of a trace file: one game, not yet read.</summary>
internal readonly record struct TraceLine(string File, int Number, string Text);
