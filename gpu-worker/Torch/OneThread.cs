using System.Collections.Concurrent;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Runs tasks on one thread of its own, in order. glibc keeps freed memory by thread (<see cref="NativeMemory"/>): a training whose pieces
/// wandered over the pool's threads would leave the memory of a step with each of them.
/// </summary>
internal sealed class OneThread : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread _thread;

    public OneThread(string name)
    {
        _thread = new Thread(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs a function on the thread.</summary>
    public Task<T> RunAsync<T>(Func<T> function, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(function, cancellationToken, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Takes no more tasks; the thread ends after those it has.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Work()
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }

        _tasks.Dispose();
    }
}
