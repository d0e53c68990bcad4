using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class JobProcessor
{
    /// <summary>
    /// Prolongs lease and message until told to end. A fault of the storage is tried again; a lost lease fires <see cref="JobLease.Lost"/>.
    /// </summary>
    private async Task KeepAsync(IJobMessage message, JobLease lease, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested && !lease.Lost.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_options.RenewEvery, time, ended);
                await lease.RenewAsync(ended);

                // A message that was lost is no lost job: whoever has it finds the lease held and puts it back.
                await message.RenewAsync(_options.Lease, ended);
                status.StorageAnswered();
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (LeaseLostException)
            {
                return;
            }
            catch (Exception e)
            {
                status.StorageFailed(e.Message);
                LogNotRenewed(e, lease.Order.JobId, lease.Attempt);
            }
        }
    }

    private static async Task EndRenewalAsync(Task renewal, CancellationTokenSource end)
    {
        await end.CancelAsync();
        await renewal;
    }
}
