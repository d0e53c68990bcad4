namespace RingRift.Game;

/// <summary>A run of markers through a cell: its axis, how many of its cells come before that cell, and its length.</summary>
internal readonly record struct MarkerRun(int Axis, int Before, int Length);
