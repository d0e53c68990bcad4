using System.Text;

namespace RingRift.Game.Traces;

/// <summary>A legal list in canonical order: move strings sorted by byte.</summary>
internal sealed class LegalListText
{
    private readonly AsciiBuffer _text = new();
    private readonly AsciiBuffer _joined = new();
    private readonly MoveList _moves = new();
    private readonly List<(int Start, int Length, int Move)> _entries = [];

    /// <summary>Number of legal moves.</summary>
    public int Count => _moves.Count;

    /// <summary>First 16 hex digits of the SHA-256 of the sorted strings, joined by line feeds.</summary>
    public string Hash => _joined.Hash(16);

    /// <summary>Lists the legal moves of a state.</summary>
    public void Fill(GameState state)
    {
        state.LegalMoves(_moves);
        _text.Clear();
        _entries.Clear();
        for (var index = 0; index < _moves.Count; index++)
        {
            var start = _text.Length;
            MoveNotation.Write(state, _moves[index], _text);
            _entries.Add((start, _text.Length - start, index));
        }

        _entries.Sort((one, other) => Slice(one).SequenceCompareTo(Slice(other)));
        _joined.Clear();
        foreach (var entry in _entries)
        {
            _ = _joined.Length > 0 ? _joined.Add('\n') : _joined;
            _joined.Add(Slice(entry));
        }
    }

    /// <summary>The legal move with a canonical string, or null.</summary>
    public Move? Find(string text)
    {
        Span<byte> wanted = stackalloc byte[512];
        wanted = text.Length <= wanted.Length ? wanted[..Encoding.ASCII.GetBytes(text, wanted)] : Encoding.ASCII.GetBytes(text);
        foreach (var entry in _entries)
        {
            if (Slice(entry).SequenceEqual(wanted))
            {
                return _moves[entry.Move];
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => _joined.ToString().Replace('\n', ' ');

    private ReadOnlySpan<byte> Slice((int Start, int Length, int Move) entry) => _text.Span.Slice(entry.Start, entry.Length);
}
