using MathNet.Numerics.LinearAlgebra;

namespace MegaRegion.Modelling.Dynamics;

/// <summary>
/// Growth and decline of hubs [HarrisWilson1978]: dW_j/dt = ε (D_j(W) − κ_j W_j) W_j. A hub grows while the inflow that
/// its size draws pays for more than its upkeep. All states of rest have D_j = κ_j W_j or W_j = 0 and conserve flow:
/// Σ κ_j W_j = Σ O_i.
/// </summary>
public static class HubDynamics
{
    /// <summary>Hubs below this part of the largest are taken as died out when a system has come to rest.</summary>
    private const double Extinct = 1e-9;

    private const double ErrorTolerance = 1e-8;

    /// <summary>
    /// Finds the state of rest that a start leads to, by the damped fixed point W ← W + damping (D/κ − W), which keeps
    /// sizes positive and shares its states of rest with the growth equation. Stops at a residual
    /// max |D_j − κ_j W_j| / (Σ O / n) of the tolerance. Cost: O(n²) per step; slow near a bifurcation, which
    /// <see cref="HubEquilibrium.Converged"/> then tells.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="start">W at the start, at least 0; hubs at 0 stay there.</param>
    /// <param name="damping">Part of the way to go per step, above 0 up to 1.</param>
    /// <param name="tolerance">Residual at which to stop.</param>
    /// <param name="maxSteps">Steps after which to stop.</param>
    public static HubEquilibrium Settle(
        HubSystem system, ReadOnlySpan<double> start, double damping = 0.2, double tolerance = 1e-12, int maxSteps = 100_000)
    {
        var (size, inflow) = (start.ToArray(), new double[system.HubCount]);
        var (unit, residual, step) = (system.TotalOutflow / system.HubCount, double.PositiveInfinity, 0);
        while (true)
        {
            system.Inflow(size, inflow);
            residual = Residual(system, size, inflow) / unit;
            if (residual <= tolerance || step == maxSteps)
                break;
            for (var hub = 0; hub < size.Length; hub++)
                size[hub] += damping * ((inflow[hub] / system.Upkeep[hub]) - size[hub]);
            step++;
        }

        var least = Extinct * size.Max();
        for (var hub = 0; hub < size.Length; hub++)
            size[hub] = size[hub] < least ? 0 : size[hub];
        return new HubEquilibrium(size, inflow, residual, residual <= tolerance, step);
    }

    /// <summary>
    /// Follows the growth equation in time with steps that adapt to it: Bogacki-Shampine 3(2) on ln W, where the equation
    /// is d ln W_j/dt = ε (D_j − κ_j W_j) and sizes cannot become negative. The local error of ln W is held below 1e-8 per
    /// step.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="start">W at time 0, at least 0; hubs at 0 stay there.</param>
    /// <param name="speed">ε, per unit of flow and time.</param>
    /// <param name="times">Times to report, increasing, above 0.</param>
    /// <returns>W at each of the times.</returns>
    public static double[][] Follow(HubSystem system, ReadOnlySpan<double> start, double speed, ReadOnlySpan<double> times)
    {
        var run = new HubTrajectory(system, start, speed, ErrorTolerance);
        var result = new double[times.Length][];
        for (var k = 0; k < times.Length; k++)
            result[k] = run.AdvanceTo(times[k]);
        return result;
    }

    /// <summary>
    /// Looks at how inflows answer to sizes at a state of rest: J_jk = ∂D_j/∂W_k = α Σ_i O_i p_ij (δ_jk − p_ik) / W_k.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="size">W, usually from <see cref="Settle"/>.</param>
    public static HubStability Stability(HubSystem system, ReadOnlySpan<double> size)
    {
        var response = system.Response(size);
        var distance = new double[system.HubCount];
        var living = new List<int>();
        for (var hub = 0; hub < distance.Length; hub++)
        {
            distance[hub] = size[hub] > 0 ? 1 - (system.Scale * response[hub, hub] / (size[hub] * system.Upkeep[hub])) : 1;
            if (size[hub] > 0)
                living.Add(hub);
        }

        var eigenvalue = LargestEigenvalue(system, size, response, living);
        return new HubStability(distance, eigenvalue, system.Scale / eigenvalue);
    }

    /// <summary>The matrix is similar to a symmetric one, scaled by 1/√(κ_j W_j) on both sides, so its eigenvalues are real.</summary>
    private static double LargestEigenvalue(HubSystem system, ReadOnlySpan<double> size, double[,] response, List<int> living)
    {
        var weight = new double[living.Count];
        for (var k = 0; k < weight.Length; k++)
            weight[k] = Math.Sqrt(system.Upkeep[living[k]] * size[living[k]]);
        var symmetric = Matrix<double>.Build.Dense(
            weight.Length, weight.Length, (j, k) => system.Scale * response[living[j], living[k]] / (weight[j] * weight[k]));
        return symmetric.Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
    }

    private static double Residual(HubSystem system, double[] size, double[] inflow)
    {
        var largest = 0.0;
        for (var hub = 0; hub < size.Length; hub++)
            largest = Math.Max(largest, Math.Abs(inflow[hub] - (system.Upkeep[hub] * size[hub])));
        return largest;
    }
}
