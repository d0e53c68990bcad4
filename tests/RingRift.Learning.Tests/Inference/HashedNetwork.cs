using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;

namespace RingRift.Learning.Tests.Inference;

/// <summary>
/// Answers each position from its planes alone, so that a row that went astray shows; notes its batches, and does what a test asks first.
/// </summary>
internal sealed class HashedNetwork(GameConfig config, int maxBatch) : IEvaluator
{
    private readonly int _size = PositionEncoder.For(config).Size;
    private readonly int _actions = ActionSpace.For(config).Count;
    private int _running;

    public Action<int>? Before { get; init; }

    public List<int> Batches { get; } = [];

    public bool Overlapped { get; private set; }

    public bool Disposed { get; private set; }

    public GameConfig Config => config;

    public string ModelId => "hashed";

    public int MaxBatch => maxBatch;

    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        Overlapped |= Interlocked.Increment(ref _running) != 1;
        Before?.Invoke(count);
        Batches.Add(count);
        for (var row = 0; row < count; row++)
        {
            Answer(
                planes.Slice(row * _size, _size), policyLogits.Slice(row * _actions, _actions),
                seatValues.Slice(row * config.Players, config.Players));
        }

        Interlocked.Decrement(ref _running);
    }

    public void Dispose() => Disposed = true;

    private static void Answer(ReadOnlySpan<float> planes, Span<float> policy, Span<float> values)
    {
        var hash = 17u;
        foreach (var value in planes)
        {
            hash = (hash * 31) + BitConverter.SingleToUInt32Bits(value);
        }

        for (var action = 0; action < policy.Length; action++)
        {
            hash = (hash * 1664525) + 1013904223;
            policy[action] = (hash >> 8) / (float)(1 << 24);
        }

        values.Fill((1 - policy[0]) / (values.Length - 1));
        values[0] = policy[0];
    }
}
