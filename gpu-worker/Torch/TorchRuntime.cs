using System.Globalization;
using TorchSharp;

namespace RingRift.GpuWorker.Torch;

/// <summary>Loads LibTorch once per process, with threads that suit small networks (ADR 0006).</summary>
public static class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Loads LibTorch unless it is loaded. Call before anything else of TorchSharp.</summary>
    /// <param name="threads">Threads of one tensor operation. The first call decides.</param>
    /// <param name="rung">How it computes on a processor; null for the first rung. The first call decides.</param>
    /// <exception cref="TorchLoadException">The native libraries are missing or do not fit this machine.</exception>
    public static void EnsureLoaded(int threads = 1, TorchRung? rung = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            // OpenMP reads these when it is loaded; its spinning threads would take the cores of self-play and matches.
            NativeEnvironment.SetDefault("OMP_NUM_THREADS", threads.ToString(CultureInfo.InvariantCulture));
            NativeEnvironment.SetDefault("OMP_WAIT_POLICY", "PASSIVE");
            if (rung?.OneDnnIsa is { } isa)
            {
                NativeEnvironment.Set(TorchRung.IsaVariable, isa);
            }

            NativeMemory.Keep();
            TorchLibrary.Preload(AppContext.BaseDirectory);
            Initialise(threads, rung ?? TorchRung.First);
            _loaded = true;
        }
    }

    /// <summary>The device to train on: CUDA where LibTorch finds it, otherwise the processor.</summary>
    public static torch.Device BestDevice()
    {
        EnsureLoaded();
        return torch.cuda.is_available() ? torch.CUDA : torch.CPU;
    }

    private static void Initialise(int threads, TorchRung rung)
    {
        try
        {
            torch.set_num_threads(threads);
            torch.set_num_interop_threads(1);
            TorchContext.LeaveOutNnpack();
            if (!rung.UseOneDnn)
            {
                TorchContext.LeaveOutOneDnn();
            }
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException
            or NotSupportedException)
        {
            throw new TorchLoadException(e.GetBaseException().Message, e);
        }
    }
}
