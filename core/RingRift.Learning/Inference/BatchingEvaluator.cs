namespace RingRift.Learning.Inference;

/// <summary>
/// One network for many threads, each of which plays many games: their leaves share batches. Callers encode and read on their own threads,
/// straight into and from the buffers of the network; one task evaluates, so that the network's calls do not overlap.
/// </summary>
/// <remarks>
/// For devices, where one large batch costs hardly more than one position (KataGo's self-play and AlphaZero.jl do the same). On a processor
/// a network per thread is faster: see ADR 0022. Which games share a batch changes answers by no more than rounding.
/// </remarks>
public sealed class BatchingEvaluator : IDisposable
{
    /// <summary>One batch is filled, one is computed, one is read.</summary>
    public const int DefaultBatches = 3;

    private readonly IEvaluator _network;
    private readonly LeafRows _rows;
    private readonly BatchQueue _queue;
    private readonly Task _evaluating;
    private readonly CancellationTokenRegistration _cancellation;
    private bool _disposed;

    /// <summary>Takes ownership of the network and starts to evaluate.</summary>
    /// <param name="network">The network; disposed with this evaluator. Its <see cref="IEvaluator.MaxBatch"/> is the largest batch.</param>
    /// <param name="batches">
    /// Batches in memory, 2 to 16: the length of the queue. Memory is this many times the buffers of one batch, however many games play.
    /// </param>
    /// <param name="cancellationToken">Ends it: every waiting caller gets an <see cref="OperationCanceledException"/>.</param>
    public BatchingEvaluator(IEvaluator network, int batches = DefaultBatches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batches, 16);
        _network = network;
        _rows = new LeafRows(network.Config);
        _queue = new BatchQueue([.. Enumerable.Range(0, batches).Select(_ => new SharedBatch(network.NewBatch()))]);
        _evaluating = Task.Run(EvaluateReadyAsync, CancellationToken.None);
        _cancellation = cancellationToken.UnsafeRegister(_ => _queue.End(() => new OperationCanceledException(cancellationToken)), null);
    }

    /// <summary>Identity of the model.</summary>
    public string ModelId => _network.ModelId;

    /// <summary>What it has done so far.</summary>
    public BatchingFigures Figures => _queue.Figures;

    /// <summary>
    /// An evaluator for one more thread. Batches wait for it from now on, until it is disposed: dispose it as soon as its thread stops
    /// asking.
    /// </summary>
    /// <exception cref="InferenceException">The network has failed.</exception>
    /// <exception cref="ObjectDisposedException">This evaluator was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ILeafEvaluator Join()
    {
        _queue.Join();
        return new BatchingCaller(this);
    }

    /// <summary>
    /// Ends every caller with an <see cref="ObjectDisposedException"/>, waits for the batch under way, and disposes the network.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _cancellation.Dispose();
        _queue.End(() => new ObjectDisposedException(nameof(BatchingEvaluator)));
        _evaluating.Wait();
        foreach (var batch in _queue.Batches)
        {
            batch.Dispose();
        }

        _network.Dispose();
    }

    /// <summary>Evaluates the leaves of one caller and blocks until they are answered.</summary>
    internal void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        for (; leaves.Length > _network.MaxBatch; leaves = leaves[_network.MaxBatch..])
        {
            EvaluateTogether(leaves[.._network.MaxBatch]);
        }

        if (!leaves.IsEmpty)
        {
            EvaluateTogether(leaves);
        }
    }

    /// <summary>One caller less to wait for.</summary>
    internal void Leave() => _queue.Leave();

    private void EvaluateTogether(ReadOnlySpan<Leaf> leaves)
    {
        var (batch, first) = _queue.Reserve(leaves.Length);
        try
        {
            _rows.Write(leaves, batch.Buffers, first);
        }
        catch (Exception e)
        {
            // Rows that are never encoded would hold up the batch, and everyone in it.
            _queue.End(() => new InferenceException($"A position could not be encoded for model {ModelId}: {e.Message}", e));
            throw;
        }

        _queue.Await(batch, leaves.Length);
        try
        {
            _rows.Read(leaves, batch.Buffers, first);
        }
        finally
        {
            _queue.Release(batch);
        }
    }

    private async Task EvaluateReadyAsync()
    {
        await foreach (var batch in _queue.Ready.ReadAllAsync())
        {
            try
            {
                _network.Evaluate(batch.Buffers, batch.Rows);
            }
            catch (Exception e)
            {
                var message = e is InferenceException ? e.Message : $"Model {ModelId} failed: {e.Message}";
                _queue.End(() => new InferenceException(message, e));
                return;
            }

            _queue.Answer(batch);
        }
    }
}

/// <summary>The evaluator of one thread among those that share a network.</summary>
internal sealed class BatchingCaller(BatchingEvaluator shared) : ILeafEvaluator
{
    private bool _left;

    public string ModelId => shared.ModelId;

    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        ObjectDisposedException.ThrowIf(_left, this);
        shared.Evaluate(leaves);
    }

    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            shared.Leave();
        }
    }
}

/// <summary>What a shared network has done so far.</summary>
/// <param name="Batches">Calls of the network.</param>
/// <param name="Positions">Positions evaluated.</param>
/// <param name="FullBatches">Calls with as many positions as fit.</param>
public readonly record struct BatchingFigures(long Batches, long Positions, long FullBatches)
{
    /// <summary>These figures and one batch more.</summary>
    internal BatchingFigures With(int positions, int capacity) =>
        new(Batches + 1, Positions + positions, FullBatches + (positions == capacity ? 1 : 0));
}
