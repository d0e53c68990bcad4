using System.Threading.Channels;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>What the throw-away functions of the tests saw, in order.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

    public void Add(string what) => _seen.Writer.TryWrite(what);

    /// <summary>The next thing seen; fails when nothing comes.</summary>
    public async Task<string> NextAsync() => await _seen.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool IsEmpty => _seen.Reader.Count == 0;
}
