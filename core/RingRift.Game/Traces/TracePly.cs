namespace RingRift.Game.Traces;

/// <summary>One recorded move with the hashes of the list it was chosen from and of the state it led to.</summary>
internal sealed record TracePly(int Seat, string Phase, string Move, int LegalCount, string LegalHash, string StateHash);
