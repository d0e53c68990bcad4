namespace RingRift.Learning.SelfPlay;

/// <summary>A game shard that cannot be read.</summary>
/// <param name="line">Line number from 1; 0 where the compression itself is damaged.</param>
/// <param name="reason">What is wrong.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class GameShardException(int line, string reason, Exception? inner = null)
    : IOException(line == 0 ? $"The game shard is damaged: {reason}" : $"Line {line} of the game shard is no game record: {reason}", inner)
{
    /// <summary>Line number from 1; 0 where the compression itself is damaged.</summary>
    public int Line { get; } = line;
}
