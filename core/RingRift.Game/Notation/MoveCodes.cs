namespace RingRift.Game;

/// <summary>The code of every move kind: everything before the first colon of a move string.</summary>
internal static class MoveCodes
{
    private static readonly string[] Codes =
    [
        "P", "SP", "NP", "SW", "M", "NM", "C", "SC", "K", "RA", "RM", "RF", "RS", "SR",
        "L", "LA", "LM", "EL", "ET", "ER", "NL", "T", "ST", "NT", "F",
    ];

    public static string Of(MoveKind kind) =>
        (int)kind < Codes.Length ? Codes[(int)kind] : throw new ArgumentException($"{(int)kind} is not a kind of move.", nameof(kind));

    public static MoveKind? Find(string code) => Array.IndexOf(Codes, code) is >= 0 and var index ? (MoveKind)index : null;
}
