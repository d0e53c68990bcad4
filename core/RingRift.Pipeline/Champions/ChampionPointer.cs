namespace RingRift.Pipeline.Champions;

/// <summary>A champion with the token (ETag) it can be replaced under.</summary>
public sealed record ChampionPointer(Champion Champion, string Token);
