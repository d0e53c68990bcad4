using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace RingRift.Learning.Inference;

/// <summary>
/// Which batch rows go to, and when it is evaluated: as soon as it is full, or as soon as every caller waits, so that no more rows can
/// come. There is no timer. Holds a fixed number of batches: a caller that finds none free waits for one, so that neither memory nor the
/// queue can grow.
/// </summary>
/// <remarks>
/// Callers do not hold rows of two batches, so a batch that is not open comes back whatever the others do: nobody can wait for ever. The
/// end (a failed network, a cancelled run) is final and reaches every caller, waiting or not.
/// </remarks>
internal sealed class BatchQueue
{
    private readonly object _lock = new();
    private readonly Queue<SharedBatch> _free;
    private readonly Channel<SharedBatch> _ready;
    private SharedBatch? _open;
    private int _thinking;
    private Func<Exception>? _ended;
    private BatchingFigures _figures;

    public BatchQueue(IReadOnlyList<SharedBatch> batches)
    {
        Batches = batches;
        _free = new Queue<SharedBatch>(batches);
        _ready = Channel.CreateBounded<SharedBatch>(new BoundedChannelOptions(batches.Count) { SingleReader = true });
    }

    /// <summary>All batches, wherever they are.</summary>
    public IReadOnlyList<SharedBatch> Batches { get; }

    /// <summary>Batches to evaluate, in the order in which they were filled.</summary>
    public ChannelReader<SharedBatch> Ready => _ready.Reader;

    public BatchingFigures Figures
    {
        get
        {
            lock (_lock)
            {
                return _figures;
            }
        }
    }

    /// <summary>One caller more to wait for.</summary>
    public void Join()
    {
        lock (_lock)
        {
            ThrowIfEnded();
            _thinking++;
        }
    }

    /// <summary>A caller that is not waiting goes for good.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _thinking--;
            CloseIfAllWait();
        }
    }

    /// <summary>Takes neighbouring rows, at most as many as a batch has; waits while no batch is free.</summary>
    public (SharedBatch Batch, int FirstRow) Reserve(int rows)
    {
        lock (_lock)
        {
            while (true)
            {
                ThrowIfEnded();
                if (TryOpen(out var open) && open.HasRoomFor(rows))
                {
                    return (open, open.Reserve(rows));
                }

                if (open is not null)
                {
                    Close(open);
                }
                else
                {
                    Monitor.Wait(_lock);
                }
            }
        }
    }

    /// <summary>The rows are encoded; waits for the answers.</summary>
    public void Await(SharedBatch batch, int rows)
    {
        lock (_lock)
        {
            _thinking--;
            batch.Encoded(rows);
            SendIfReady(batch);
            if (_open is { } open && !open.HasRoomFor(1))
            {
                Close(open);
            }

            CloseIfAllWait();
        }

        batch.Answered.Wait();
        lock (_lock)
        {
            ThrowIfEnded();
        }
    }

    /// <summary>A caller has read its rows.</summary>
    public void Release(SharedBatch batch)
    {
        lock (_lock)
        {
            if (batch.Read() && _ended is null)
            {
                batch.Clear();
                _free.Enqueue(batch);
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>The answers of a batch are there.</summary>
    public void Answer(SharedBatch batch)
    {
        lock (_lock)
        {
            _thinking += batch.Waiting;
            _figures = _figures.With(batch.Rows, batch.Buffers.Capacity);
            batch.Answered.Set();
        }
    }

    /// <summary>Nothing more is evaluated: everyone who waits, or comes later, gets this exception. Only the first end counts.</summary>
    public void End(Func<Exception> exception)
    {
        lock (_lock)
        {
            if (_ended is not null)
            {
                return;
            }

            _ended = exception;
            foreach (var batch in Batches)
            {
                batch.Answered.Set();
            }

            Monitor.PulseAll(_lock);
        }

        _ready.Writer.Complete();
    }

    private bool TryOpen([NotNullWhen(true)] out SharedBatch? open)
    {
        if (_open is null)
        {
            _free.TryDequeue(out _open);
        }

        open = _open;
        return open is not null;
    }

    private void CloseIfAllWait()
    {
        if (_thinking == 0 && _open is { Rows: > 0 } open)
        {
            Close(open);
        }
    }

    private void Close(SharedBatch batch)
    {
        batch.Closed = true;
        _open = null;
        SendIfReady(batch);
    }

    private void SendIfReady(SharedBatch batch)
    {
        // There is room for all batches, and after the end nobody reads.
        if (batch.IsReady)
        {
            _ready.Writer.TryWrite(batch);
        }
    }

    private void ThrowIfEnded()
    {
        if (_ended is not null)
        {
            throw _ended();
        }
    }
}
