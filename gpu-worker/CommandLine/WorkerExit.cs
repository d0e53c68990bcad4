using RingRift.Azure;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.CommandLine;

/// <summary>Exit codes of the worker. What starts it decides by them whether to start it again, see docs/worker.md.</summary>
public static class WorkerExit
{
    /// <summary>It was told to stop, was idle for long, or found the queues empty with <c>--once</c>; nothing is held.</summary>
    public const int Stopped = 0;

    /// <summary>Its settings are wrong.</summary>
    public const int Settings = SettingsFailure.ExitCode;

    /// <summary>Its self-test failed below the last rung: this machine must not do jobs.</summary>
    public const int SelfTest = 3;

    /// <summary>It did not come to an end within the drain time; a job it held goes on elsewhere when its lease is over.</summary>
    public const int DrainTimedOut = 4;

    /// <summary>Its self-test wants a safer rung, and it could not start itself again: whoever starts it does.</summary>
    public const int StartAgain = 5;

    /// <summary>The exit code of a worker that has stopped.</summary>
    /// <param name="condition">Its last condition.</param>
    public static int Of(WorkerCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition switch
        {
            { SelfTest: SelfTestState.Failed } => SelfTest,
            { LoopEnded: false } => DrainTimedOut,
            { StartAgain: not null } => StartAgain,
            _ => Stopped,
        };
    }
}
