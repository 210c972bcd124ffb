/** Whether a view's key sounds like a LiDAR rather than a camera. A hint for the order of guesses, never proof. */
export function soundsLikeLidar(viewKey: string): boolean {
  return /lidar|laser|velodyne|livox|ouster|hesai|robosense|point|cloud|pcd|sweep/i.test(viewKey);
}
